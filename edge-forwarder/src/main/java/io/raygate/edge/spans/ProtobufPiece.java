// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spans;

import io.raygate.edge.spans.SpanTable.Parts;

/**
 * Writes chosen spans as a protobuf request. A message stands behind its length, so the lengths are found first. Fields of a
 * message may stand in any order: those that frame spans come before them.
 */
final class ProtobufPiece {

    /** Field 1 of a request and field 2 of resource_spans, as messages. */
    private static final byte RESOURCE_SPANS = 1 << 3 | 2;

    private static final byte SCOPE_SPANS = 2 << 3 | 2;

    private final PieceBuffer buffer;
    private final Lengths lengths = new Lengths();

    ProtobufPiece(PieceBuffer buffer) {
        this.buffer = buffer;
    }

    void write(Parts ofRequest, ChosenSpans spans) {
        lengths.clear();
        spans.visit(lengths);
        copy(ofRequest);
        spans.visit(new Writer());
    }

    private void copy(Parts parts) {
        for (int part = 0; part < parts.count(); part++) {
            buffer.copy(parts.from(part), parts.to(part));
        }
    }

    private static int varintLength(int value) {
        return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
    }

    /** Of resources and of scopes, in the order in which they are visited. */
    private static final class Lengths implements ChosenSpans.Visitor {

        private final IntList ofResources = new IntList();
        private final IntList ofScopes = new IntList();
        private int resource;
        private int scope;

        void clear() {
            ofResources.clear();
            ofScopes.clear();
        }

        @Override
        public void beginResource(Parts parts) {
            resource = parts.bytes();
        }

        @Override
        public void beginScope(Parts parts) {
            scope = parts.bytes();
        }

        @Override
        public void span(int from, int to) {
            scope += to - from;
        }

        @Override
        public void endScope() {
            ofScopes.add(scope);
            resource += 1 + varintLength(scope) + scope;
        }

        @Override
        public void endResource() {
            ofResources.add(resource);
        }
    }

    private final class Writer implements ChosenSpans.Visitor {

        private int resource;
        private int scope;

        @Override
        public void beginResource(Parts parts) {
            begin(RESOURCE_SPANS, lengths.ofResources.get(resource++), parts);
        }

        @Override
        public void beginScope(Parts parts) {
            begin(SCOPE_SPANS, lengths.ofScopes.get(scope++), parts);
        }

        @Override
        public void span(int from, int to) {
            buffer.copy(from, to);
        }

        @Override
        public void endScope() {
            // its length says where
        }

        @Override
        public void endResource() {
            // its length says where
        }

        private void begin(byte tag, int length, Parts parts) {
            buffer.write(tag);
            int rest = length;
            while (rest > 0x7F) {
                buffer.write((byte) (rest | 0x80));
                rest >>>= 7;
            }
            buffer.write((byte) rest);
            copy(parts);
        }
    }
}
