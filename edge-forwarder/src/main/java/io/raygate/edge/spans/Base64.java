// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spans;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Decodes base64 (RFC 4648, 4) from a buffer that may lie outside the heap; allocates nothing. */
public final class Base64 {

    /** What {@link #decode} gives for text that is not base64. */
    public static final int INVALID = -1;

    private static final byte[] VALUES = values();
    private static final byte PADDING = '=';

    private Base64() {}

    private static byte[] values() {
        byte[] digits =
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) INVALID);
        for (int i = 0; i < digits.length; i++) {
            values[digits[i]] = (byte) i;
        }
        return values;
    }

    /**
     * Decodes what remains of a text, padded to a multiple of four characters or not padded at all.
     *
     * @param into has room for three bytes for every four characters
     * @return how many bytes there are, or {@link #INVALID}
     */
    public static int decode(ByteBuffer text, byte[] into) {
        int end = text.limit();
        while (end > text.position() && end > text.limit() - 2 && text.get(end - 1) == PADDING) {
            end--;
        }
        int digits = end - text.position();
        boolean isPadded = end < text.limit();
        if (digits % 4 == 1 || (isPadded && text.remaining() % 4 != 0)) {
            return INVALID;
        }
        int size = 0;
        int bits = 0;
        int invalid = 0;
        for (int i = 0; i < digits; i++) {
            int value = VALUES[text.get(text.position() + i) & 0xFF];
            invalid |= value;
            bits = bits << 6 | value;
            if (i % 4 == 3) {
                into[size++] = (byte) (bits >> 16);
                into[size++] = (byte) (bits >> 8);
                into[size++] = (byte) bits;
            }
        }
        if (digits % 4 == 3) {
            into[size++] = (byte) (bits >> 10);
            into[size++] = (byte) (bits >> 2);
        } else if (digits % 4 == 2) {
            into[size++] = (byte) (bits >> 4);
        }
        return invalid < 0 ? INVALID : size;
    }
}
