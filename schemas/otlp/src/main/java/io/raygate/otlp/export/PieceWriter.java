// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.export;

import io.raygate.otlp.read.ProtobufOutput;
import java.io.ByteArrayOutputStream;

/** Writes a request span by span: each resource once for its scopes, and each scope once for its spans. */
final class PieceWriter {

    /** Tags and lengths of a resource, a scope and what is around them. */
    private static final int FRAME_BYTES = 40;

    private static final int SPAN_FRAME_BYTES = 6;

    private final ByteArrayOutputStream request = new ByteArrayOutputStream();
    private final ByteArrayOutputStream resourceSpans = new ByteArrayOutputStream();
    private final ByteArrayOutputStream scopeSpans = new ByteArrayOutputStream();
    private Head head = Head.NONE;

    /** Writes a span below a head. */
    void write(Head next, byte[] in, int from, int length) {
        if (next != head) {
            begin(next);
        }
        ProtobufOutput.message(scopeSpans, 2, in, from, length);
    }

    /** How many bytes the request has at most, once this span is in it. */
    long bytesWith(Head next, int spanBytes) {
        long bytes = (long) request.size() + resourceSpans.size() + scopeSpans.size() + spanBytes + SPAN_FRAME_BYTES;
        return bytes + 2L * FRAME_BYTES + (next == head ? 0 : next.allBytes());
    }

    /** The request; the writer is then empty. */
    byte[] request() {
        endScope();
        endResource();
        head = Head.NONE;
        byte[] bytes = request.toByteArray();
        request.reset();
        return bytes;
    }

    private void begin(Head next) {
        endScope();
        if (!next.sharesResource(head)) {
            endResource();
            ProtobufOutput.message(resourceSpans, 1, next.resource());
            resourceSpans.writeBytes(next.besideResource());
        }
        head = next;
        ProtobufOutput.message(scopeSpans, 1, next.scope());
        scopeSpans.writeBytes(next.besideScope());
    }

    private void endScope() {
        if (head != Head.NONE) {
            ProtobufOutput.message(resourceSpans, 2, scopeSpans.toByteArray());
            scopeSpans.reset();
        }
    }

    private void endResource() {
        if (head != Head.NONE) {
            ProtobufOutput.message(request, 1, resourceSpans.toByteArray());
            resourceSpans.reset();
        }
    }
}
