// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** Hex digits in bytes. */
final class Hex {

    private Hex() {}

    /** 0 to 15, or -1. */
    static int digit(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** Whether {@code in[start, end)} holds hex digits only. */
    static boolean all(byte[] in, int start, int end) {
        for (int i = start; i < end; i++) {
            if (digit(in[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The four hex digits at {@code start} as a UTF-16 unit, or -1. */
    static int unit(byte[] in, int start, int end) {
        if (start + 4 > end || !all(in, start, start + 4)) {
            return -1;
        }
        return (digit(in[start]) << 12)
                | (digit(in[start + 1]) << 8)
                | (digit(in[start + 2]) << 4)
                | digit(in[start + 3]);
    }
}
