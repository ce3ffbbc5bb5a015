// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import java.nio.ByteBuffer;

/**
 * Hashes the trace id of a document, so that every forwarder takes the same decision for all documents of a trace.
 *
 * <p>The document is not parsed: its bytes are passed over until the member {@code "trace_id":"..."} of the outermost
 * object. Of the id only the hexadecimal digits after its version count, in either case, so {@code 1-5759e988-bd86...}
 * and the W3C form {@code 5759e988bd86...} are one trace. A document in which this finds nothing, for example since the
 * key is written with escapes, has no hash.
 *
 * <p>Costs about a nanosecond a byte up to the id; allocates nothing.
 */
final class TraceHash {

    /** No trace id was found. */
    static final long NONE = 0;

    private static final byte[] KEY = {'t', 'r', 'a', 'c', 'e', '_', 'i', 'd'};

    /** FNV-1a, 64 bits (draft-eastlake-fnv). */
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;

    private static final long FNV_PRIME = 0x100000001b3L;

    private TraceHash() {}

    /** The hash, or {@link #NONE}. Leaves position and limit alone. */
    static long of(ByteBuffer document) {
        int value = findValue(document);
        return value < 0 ? NONE : hash(document, value);
    }

    /** The hash of an id in bytes, the same as that of its digits, or {@link #NONE}. */
    static long of(byte[] id) {
        long hash = FNV_OFFSET;
        for (byte b : id) {
            hash = (hash ^ (b >> 4 & 0xF)) * FNV_PRIME;
            hash = (hash ^ (b & 0xF)) * FNV_PRIME;
        }
        return hash;
    }

    /**
     * Where a hash stands among all: from 0 up to, not including, 1. The last step of MurmurHash3 spreads FNV's weak
     * upper bits.
     */
    static double share(long hash) {
        long h = hash;
        h ^= h >>> 33;
        h *= 0xff51afd7ed558ccdL;
        h ^= h >>> 33;
        h *= 0xc4ceb9fe1a85ec53L;
        h ^= h >>> 33;
        return (h >>> 11) * 0x1p-53;
    }

    /** Position behind the quotation mark that opens the id; -1 where there is none. */
    private static int findValue(ByteBuffer document) {
        int depth = 0;
        boolean isKey = false;
        for (int i = document.position(); i < document.limit(); i++) {
            switch (document.get(i)) {
                case '{', '[' -> {
                    depth++;
                    isKey = depth == 1;
                }
                case '}', ']' -> depth--;
                case ',' -> isKey = depth == 1;
                case '"' -> {
                    int end = endOfString(document, i + 1);
                    if (isKey && isTraceId(document, i + 1, end)) {
                        return valueAfter(document, end + 1);
                    }
                    isKey = false;
                    i = end;
                }
                default -> {}
            }
        }
        return -1;
    }

    /** Position of the closing quotation mark, or the limit. */
    private static int endOfString(ByteBuffer document, int from) {
        int i = from;
        while (i < document.limit() && document.get(i) != '"') {
            i += document.get(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, document.limit());
    }

    private static boolean isTraceId(ByteBuffer document, int from, int end) {
        if (end - from != KEY.length) {
            return false;
        }
        for (int i = 0; i < KEY.length; i++) {
            if (document.get(from + i) != KEY[i]) {
                return false;
            }
        }
        return true;
    }

    private static int valueAfter(ByteBuffer document, int from) {
        int colon = skipBlanks(document, from);
        if (colon >= document.limit() || document.get(colon) != ':') {
            return -1;
        }
        int quote = skipBlanks(document, colon + 1);
        return quote < document.limit() && document.get(quote) == '"' ? quote + 1 : -1;
    }

    private static int skipBlanks(ByteBuffer document, int from) {
        int i = from;
        while (i < document.limit() && isBlank(document.get(i))) {
            i++;
        }
        return i;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    private static long hash(ByteBuffer document, int from) {
        long hash = FNV_OFFSET;
        int start = hasVersion(document, from) ? from + 2 : from;
        for (int i = start; i < document.limit(); i++) {
            byte b = document.get(i);
            if (b == '"') {
                return i == start || hash == NONE ? NONE : hash;
            }
            int digit = Character.digit(b, 16);
            if (digit >= 0) {
                hash = (hash ^ digit) * FNV_PRIME;
            } else if (b != '-') {
                return NONE;
            }
        }
        return NONE;
    }

    private static boolean hasVersion(ByteBuffer document, int from) {
        return from + 1 < document.limit() && document.get(from) == '1' && document.get(from + 1) == '-';
    }
}
