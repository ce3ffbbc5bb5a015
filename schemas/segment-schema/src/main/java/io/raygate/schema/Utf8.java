// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** UTF-8 as RFC 3629 has it: no surrogates, nothing overlong, nothing over U+10FFFF. */
final class Utf8 {

    static final int BYTE_ORDER_MARK_LENGTH = 3;

    private static final int MAX_BYTES = 4;

    private static final long TWO_BYTES_MASK = 0xc0e0_c0e0_c0e0_c0e0L;
    private static final long TWO_BYTES = 0x80c0_80c0_80c0_80c0L;
    /** A lead byte of 0xc0 or 0xc1 has none of these bits, so that the sum does not reach the result. */
    private static final long OVERLONG_MASK = 0x001e_001e_001e_001eL;

    private static final long OVERLONG_CARRY = 0x007e_007e_007e_007eL;
    private static final long OVERLONG_RESULT = 0x0080_0080_0080_0080L;

    private Utf8() {}

    static boolean startsWithByteOrderMark(byte[] in, int offset, int length) {
        return length >= BYTE_ORDER_MARK_LENGTH
                && in[offset] == (byte) 0xef
                && in[offset + 1] == (byte) 0xbb
                && in[offset + 2] == (byte) 0xbf;
    }

    static boolean isWellFormed(byte[] in, int start, int end) {
        int at = start;
        while (at < end) {
            int next = in[at] >= 0 ? at + 1 : charactersEnd(in, at, end);
            if (next == at) {
                return false;
            }
            at = next;
        }
        return true;
    }

    /** The first byte at or behind {@code from} that is ASCII, or starts no well-formed character; or the end. */
    static int charactersEnd(byte[] in, int from, int end) {
        int at = from;
        while (at <= end - Long.BYTES && in[at] < 0) {
            long word = Words.at(in, at);
            int length = areTwoBytesEach(word) ? Long.BYTES : length((int) word);
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return at <= end - Long.BYTES ? at : lastCharactersEnd(in, at, end);
    }

    private static int lastCharactersEnd(byte[] in, int from, int end) {
        int at = from;
        while (at < end && in[at] < 0) {
            int length = length(lastBytes(in, at, end));
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return at;
    }

    /** Whether the word holds four characters of two bytes, of which none is overlong. */
    private static boolean areTwoBytesEach(long word) {
        return (word & TWO_BYTES_MASK) == TWO_BYTES
                && (((word & OVERLONG_MASK) + OVERLONG_CARRY) & OVERLONG_RESULT) == OVERLONG_RESULT;
    }

    /** Bytes of the character that starts in the lowest byte of {@code word}, which is not ASCII; 0 where it is malformed. */
    private static int length(int word) {
        if ((word & 0xc0f0) == 0x80e0) {
            return isThree(word) ? 3 : 0;
        }
        if ((word & 0xc0e0) == 0x80c0) {
            return (word & 0x1e) != 0 ? 2 : 0; // else overlong
        }
        return (word & 0xc0c0_c0f8) == 0x8080_80f0 && isFour(word) ? 4 : 0;
    }

    /** Neither overlong, nor a surrogate. */
    private static boolean isThree(int word) {
        int lead = word & 0x200f;
        return (word & 0xc0_0000) == 0x80_0000 && lead != 0 && lead != 0x200d;
    }

    /** Neither overlong, nor over U+10FFFF. */
    private static boolean isFour(int word) {
        return (word & 0x3007) != 0 && ((word & 7) < 4 || (word & 0x3007) == 4);
    }

    /** The bytes before the end, and zeros, which continue no character. */
    private static int lastBytes(byte[] in, int at, int end) {
        int word = 0;
        for (int i = Math.min(end, at + MAX_BYTES) - 1; i >= at; i--) {
            word = (word << Byte.SIZE) | (in[i] & 0xff);
        }
        return word;
    }

    /** The code point at {@code at} of text that is well-formed but for surrogates, which are read as they stand. */
    static int codePoint(byte[] in, int at) {
        int lead = in[at];
        return switch (size(in[at])) {
            case 1 -> lead;
            case 2 -> ((lead & 0x1f) << 6) | tail(in, at + 1);
            case 3 -> ((lead & 0xf) << 12) | (tail(in, at + 1) << 6) | tail(in, at + 2);
            default -> ((lead & 7) << 18) | (tail(in, at + 1) << 12) | (tail(in, at + 2) << 6) | tail(in, at + 3);
        };
    }

    private static int tail(byte[] in, int at) {
        return in[at] & 0x3f;
    }

    /** Bytes of the character that starts with {@code lead}, in text that {@link #codePoint} reads. */
    static int size(byte lead) {
        if (lead >= 0) {
            return 1;
        }
        int unsigned = lead & 0xff;
        if (unsigned < 0xe0) {
            return 2;
        }
        return unsigned < 0xf0 ? 3 : 4;
    }

    /** Writes {@code codePoint} to {@code out} at {@code at}, lone surrogates as three bytes; the next position. */
    static int write(int codePoint, byte[] out, int at) {
        if (codePoint < 0x80) {
            out[at] = (byte) codePoint;
            return at + 1;
        }
        if (codePoint < 0x800) {
            out[at] = (byte) (0xc0 | (codePoint >> 6));
            out[at + 1] = (byte) (0x80 | (codePoint & 0x3f));
            return at + 2;
        }
        int next = at;
        if (codePoint < 0x10000) {
            out[next++] = (byte) (0xe0 | (codePoint >> 12));
        } else {
            out[next++] = (byte) (0xf0 | (codePoint >> 18));
            out[next++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
        }
        out[next++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
        out[next++] = (byte) (0x80 | (codePoint & 0x3f));
        return next;
    }
}
