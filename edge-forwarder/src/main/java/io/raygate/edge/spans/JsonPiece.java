// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spans;

import io.raygate.edge.spans.SpanTable.Parts;
import java.nio.charset.StandardCharsets;

/** Writes chosen spans as a request in OTLP's JSON. Members that frame spans come before them. */
final class JsonPiece implements ChosenSpans.Visitor {

    private static final byte[] RESOURCE_SPANS = ascii("\"resourceSpans\":[");
    private static final byte[] SCOPE_SPANS = ascii("\"scopeSpans\":[");
    private static final byte[] SPANS = ascii("\"spans\":[");
    private static final byte[] END_OF_LIST = ascii("]}");
    private static final byte COMMA = ',';
    private static final byte BRACE = '{';

    private final PieceBuffer buffer;

    JsonPiece(PieceBuffer buffer) {
        this.buffer = buffer;
    }

    void write(Parts ofRequest, ChosenSpans spans) {
        begin(ofRequest, RESOURCE_SPANS);
        spans.visit(this);
        endList();
    }

    @Override
    public void beginResource(Parts parts) {
        begin(parts, SCOPE_SPANS);
    }

    @Override
    public void beginScope(Parts parts) {
        begin(parts, SPANS);
    }

    @Override
    public void span(int from, int to) {
        buffer.copy(from, to);
        buffer.write(COMMA);
    }

    @Override
    public void endScope() {
        endList();
        buffer.write(COMMA);
    }

    @Override
    public void endResource() {
        endList();
        buffer.write(COMMA);
    }

    /** Begins an object, with its other members first, and the list in it. */
    private void begin(Parts parts, byte[] list) {
        buffer.write(BRACE);
        for (int part = 0; part < parts.count(); part++) {
            buffer.copy(parts.from(part), parts.to(part));
            buffer.write(COMMA);
        }
        buffer.write(list);
    }

    /** The last element of the list has left a comma behind. */
    private void endList() {
        buffer.takeBack(COMMA);
        buffer.write(END_OF_LIST);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
