// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** Hex digits in bytes. */
final class Hex {

    private static final int RADIX = 16;
    private static final int ASCII = 0x80;

    private static final byte[] DIGITS = new byte[1 << Byte.SIZE];

    static {
        for (int b = 0; b < DIGITS.length; b++) {
            DIGITS[b] = (byte) Character.digit(b < ASCII ? b : 0, RADIX);
        }
    }

    private Hex() {}

    /** 0 to 15, or -1. */
    static int digit(byte b) {
        return DIGITS[b & 0xff];
    }

    /** Whether {@code in[start, end)} holds hex digits only. */
    static boolean all(byte[] in, int start, int end) {
        int at = start;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            if (!Words.areHex(in, at)) {
                return false;
            }
        }
        while (at < end && digit(in[at]) >= 0) {
            at++;
        }
        return at == end;
    }

    /** The four hex digits at {@code start} as a UTF-16 unit, or -1. */
    static int unit(byte[] in, int start, int end) {
        if (start + 4 > end) {
            return -1;
        }
        int unit = (digit(in[start]) << 12)
                | (digit(in[start + 1]) << 8)
                | (digit(in[start + 2]) << 4)
                | digit(in[start + 3]);
        return Math.max(unit, -1);
    }
}
