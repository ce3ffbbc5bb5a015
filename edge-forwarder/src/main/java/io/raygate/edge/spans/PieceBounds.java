// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spans;

import io.raygate.edge.spans.SpanTable.Parts;

/**
 * Says where to cut a request. Sizes are those that are written at most: a few bytes for each scope more than they come to.
 *
 * @param maxBytes of a piece
 * @param maxSpans of a piece
 */
record PieceBounds(SpanTable table, boolean isJson, int maxBytes, int maxSpans) {

    /** Tag and length of a message, or the brackets, names and commas around a list and its element. */
    private static final int LEVEL_BYTES = 32;

    /** The first span behind the piece that begins with this one; the same span where not even this one fits. */
    int endOfPiece(int first) {
        int scope = table.scopeOf(first);
        long bytes = frameOfRequest() + (long) frameOfResource(scope) + frameOfScope(scope);
        boolean isRepeatedTooOften = bytes > maxBytes / 2;
        int span = first;
        while (span < table.count() && span - first < maxSpans) {
            while (span >= table.firstSpan(scope + 1)) {
                scope++;
                boolean isNewResource = table.resourceOf(scope) != table.resourceOf(scope - 1);
                bytes += frameOfScope(scope) + (isNewResource ? frameOfResource(scope) : 0);
            }
            bytes += table.spanTo(span) - table.spanFrom(span) + (isJson ? 1 : 0);
            if (bytes > maxBytes || isRepeatedTooOften) {
                return span;
            }
            span++;
        }
        return span;
    }

    /** The first span behind those that fit into no piece, of which this is one. */
    int endOfTooLarge(int first) {
        int scope = table.scopeOf(first);
        long frame = frameOfRequest() + (long) frameOfResource(scope) + frameOfScope(scope);
        return frame > maxBytes / 2 ? table.firstSpan(scope + 1) : first + 1;
    }

    private int frameOfRequest() {
        return bytesOf(table.partsOfRequest());
    }

    private int frameOfResource(int scope) {
        return bytesOf(table.partsOfResource(table.resourceOf(scope)));
    }

    private int frameOfScope(int scope) {
        return bytesOf(table.partsOfScope(scope));
    }

    private static int bytesOf(Parts parts) {
        return LEVEL_BYTES + parts.bytes() + parts.count();
    }
}
