// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spans;

import io.raygate.edge.spans.SpanTable.Parts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Writes chosen spans of a request as a request of their own: the bytes of each span as they came, and around them the fields of
 * their scope and resource. A field of a message may stand before or behind others, so frames come first. Not thread-safe.
 */
final class PieceWriter {

    /** Tag and length of a message, or the brackets, names and commas around a list and its element. */
    private static final int LEVEL_BYTES = 32;

    private static final byte[] RESOURCE_SPANS = ascii("\"resourceSpans\":[");
    private static final byte[] SCOPE_SPANS = ascii("\"scopeSpans\":[");
    private static final byte[] SPANS = ascii("\"spans\":[");
    private static final byte[] END_OF_LIST = ascii("]}");
    private static final byte COMMA = ',';
    private static final byte BRACE = '{';

    /** Field 1 of a request and field 2 of resource_spans, as messages. */
    private static final byte RESOURCE_SPANS_TAG = 1 << 3 | 2;

    private static final byte SCOPE_SPANS_TAG = 2 << 3 | 2;

    private final SpanTable table;
    private byte[] out = new byte[4 * 1024];
    private int size;

    PieceWriter(SpanTable table) {
        this.table = table;
    }

    /** The first span behind the piece that begins with this one; the same span where not even this one fits. */
    int endOfPiece(int first, int maxBytes, int maxSpans, boolean isJson) {
        int scope = scopeOf(first);
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
    int endOfTooLarge(int first, int maxBytes, boolean isJson) {
        int scope = scopeOf(first);
        long frame = frameOfRequest() + (long) frameOfResource(scope) + frameOfScope(scope);
        return frame > maxBytes / 2 ? table.firstSpan(scope + 1) : first + 1;
    }

    private int scopeOf(int span) {
        int low = 0;
        int high = table.scopes() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (table.firstSpan(middle) <= span) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
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

    /** The chosen spans; valid until the next call. */
    ByteBuffer write(byte[] request, boolean isJson, BitSet chosen) {
        size = 0;
        if (isJson) {
            writeJson(request, chosen);
        } else {
            writeProtobuf(request, chosen);
        }
        return ByteBuffer.wrap(out, 0, size);
    }

    private void writeProtobuf(byte[] request, BitSet chosen) {
        write(request, table.partsOfRequest());
        for (int resource = 0; resource < table.resources(); resource++) {
            int length = 0;
            for (int scope = table.firstScope(resource); scope < table.firstScope(resource + 1); scope++) {
                length += fieldLength(scopeLength(scope, chosen));
            }
            if (length > 0) {
                Parts parts = table.partsOfResource(resource);
                head(RESOURCE_SPANS_TAG, length + parts.bytes());
                write(request, parts);
                writeScopes(request, resource, chosen);
            }
        }
    }

    private void writeScopes(byte[] request, int resource, BitSet chosen) {
        for (int scope = table.firstScope(resource); scope < table.firstScope(resource + 1); scope++) {
            int length = scopeLength(scope, chosen);
            if (length > 0) {
                head(SCOPE_SPANS_TAG, length);
                write(request, table.partsOfScope(scope));
                for (int span = next(chosen, scope, 0); span >= 0; span = next(chosen, scope, span + 1)) {
                    write(request, table.spanFrom(span), table.spanTo(span));
                }
            }
        }
    }

    /** 0 where none of its spans is chosen. */
    private int scopeLength(int scope, BitSet chosen) {
        int length = 0;
        for (int span = next(chosen, scope, 0); span >= 0; span = next(chosen, scope, span + 1)) {
            length += table.spanTo(span) - table.spanFrom(span);
        }
        return length == 0 ? 0 : length + table.partsOfScope(scope).bytes();
    }

    /** The next chosen span of a scope; -1 where there is none. */
    private int next(BitSet chosen, int scope, int from) {
        int span = chosen.nextSetBit(Math.max(from, table.firstSpan(scope)));
        return span < table.firstSpan(scope + 1) ? span : -1;
    }

    private static int fieldLength(int length) {
        return length == 0 ? 0 : 1 + varintLength(length) + length;
    }

    private static int varintLength(int value) {
        return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
    }

    private void head(byte tag, int length) {
        write(tag);
        int rest = length;
        while (rest > 0x7F) {
            write((byte) (rest | 0x80));
            rest >>>= 7;
        }
        write((byte) rest);
    }

    private void writeJson(byte[] request, BitSet chosen) {
        begin(request, table.partsOfRequest(), RESOURCE_SPANS);
        for (int resource = 0; resource < table.resources(); resource++) {
            boolean isEmpty = true;
            for (int scope = table.firstScope(resource); scope < table.firstScope(resource + 1); scope++) {
                if (next(chosen, scope, 0) >= 0) {
                    if (isEmpty) {
                        begin(request, table.partsOfResource(resource), SCOPE_SPANS);
                        isEmpty = false;
                    }
                    writeJsonScope(request, scope, chosen);
                }
            }
            if (!isEmpty) {
                endElement();
            }
        }
        endList();
    }

    private void writeJsonScope(byte[] request, int scope, BitSet chosen) {
        begin(request, table.partsOfScope(scope), SPANS);
        for (int span = next(chosen, scope, 0); span >= 0; span = next(chosen, scope, span + 1)) {
            write(request, table.spanFrom(span), table.spanTo(span));
            write(COMMA);
        }
        endElement();
    }

    /** Begins an object, with its other members first, and the list in it. */
    private void begin(byte[] request, Parts parts, byte[] list) {
        write(BRACE);
        for (int part = 0; part < parts.count(); part++) {
            write(request, parts.from(part), parts.to(part));
            write(COMMA);
        }
        write(list, 0, list.length);
    }

    /** Ends the list and its object, behind which another may come. */
    private void endElement() {
        endList();
        write(COMMA);
    }

    /** The last element of the list has left a comma behind. */
    private void endList() {
        if (out[size - 1] == COMMA) {
            size--;
        }
        write(END_OF_LIST, 0, END_OF_LIST.length);
    }

    private void write(byte[] request, Parts parts) {
        for (int part = 0; part < parts.count(); part++) {
            write(request, parts.from(part), parts.to(part));
        }
    }

    private void write(byte[] from, int begin, int end) {
        makeRoom(end - begin);
        System.arraycopy(from, begin, out, size, end - begin);
        size += end - begin;
    }

    private void write(byte one) {
        makeRoom(1);
        out[size++] = one;
    }

    private void makeRoom(int bytes) {
        if (out.length - size < bytes) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, size + bytes));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
