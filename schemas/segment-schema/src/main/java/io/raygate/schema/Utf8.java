// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** UTF-8 as RFC 3629 has it: no surrogates, nothing overlong, nothing over U+10FFFF. */
final class Utf8 {

    static final int BYTE_ORDER_MARK_LENGTH = 3;

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
            int length = in[at] >= 0 ? 1 : length(in, at, end);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** Bytes of the character at {@code at}, whose first byte is not ASCII; 0 where it is malformed. */
    static int length(byte[] in, int at, int end) {
        int lead = in[at] & 0xff;
        if (lead >= 0xc2 && lead <= 0xdf) {
            return continued(in, at, end, 2, 0x80, 0xbf);
        }
        return switch (lead) {
            case 0xe0 -> continued(in, at, end, 3, 0xa0, 0xbf);
            case 0xed -> continued(in, at, end, 3, 0x80, 0x9f);
            case 0xf0 -> continued(in, at, end, 4, 0x90, 0xbf);
            case 0xf1, 0xf2, 0xf3 -> continued(in, at, end, 4, 0x80, 0xbf);
            case 0xf4 -> continued(in, at, end, 4, 0x80, 0x8f);
            default -> lead > 0xe0 && lead < 0xf0 ? continued(in, at, end, 3, 0x80, 0xbf) : 0;
        };
    }

    private static int continued(byte[] in, int at, int end, int length, int secondMin, int secondMax) {
        if (at + length > end) {
            return 0;
        }
        int second = in[at + 1] & 0xff;
        if (second < secondMin || second > secondMax) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((in[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
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
