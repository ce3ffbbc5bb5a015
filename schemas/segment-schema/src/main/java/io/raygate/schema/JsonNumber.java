// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** Numbers of RFC 8259, and whether a double can hold them. */
final class JsonNumber {

    /** Longest token; 17 digits and an exponent say all that a double can. */
    static final int MAX_LENGTH = 64;

    /** A number has at most this many digits before its point when written out. */
    private static final int MAX_EXPONENT = 307;

    private static final int MAX_EXPONENT_DIGITS = 3;

    private JsonNumber() {}

    /**
     * Reads the number at {@code start}, which holds a digit or a minus sign.
     *
     * @return the position behind it, its complement where no double can hold it, or {@link Integer#MIN_VALUE} where
     *         it is no number
     */
    static int scan(byte[] in, int start, int end) {
        int at = start < end && in[start] == '-' ? start + 1 : start;
        int integer = digits(in, at, end);
        if (integer == at || (in[at] == '0' && integer > at + 1)) {
            return Integer.MIN_VALUE;
        }
        int fraction = integer;
        if (integer < end && in[integer] == '.') {
            fraction = digits(in, integer + 1, end);
            if (fraction == integer + 1) {
                return Integer.MIN_VALUE;
            }
        }
        if (fraction == end || (in[fraction] | 0x20) != 'e') {
            return ranged(start, fraction, magnitude(in, at, integer, fraction));
        }
        int exponent = signed(in, fraction + 1, end) ? fraction + 2 : fraction + 1;
        int stop = digits(in, exponent, end);
        if (stop == exponent) {
            return Integer.MIN_VALUE;
        }
        if (stop - exponent > MAX_EXPONENT_DIGITS) {
            return ~stop;
        }
        int power = value(in, exponent, stop);
        int magnitude = magnitude(in, at, integer, fraction);
        boolean zero = magnitude == Integer.MIN_VALUE;
        return ranged(start, stop, zero ? magnitude : magnitude + (in[fraction + 1] == '-' ? -power : power));
    }

    private static boolean signed(byte[] in, int at, int end) {
        return at < end && (in[at] == '-' || in[at] == '+');
    }

    private static int ranged(int start, int stop, int magnitude) {
        return stop - start > MAX_LENGTH || magnitude > MAX_EXPONENT ? ~stop : stop;
    }

    /** Power of ten of the first digit that is not 0; {@link Integer#MIN_VALUE} for zero. */
    private static int magnitude(byte[] in, int start, int point, int stop) {
        if (in[start] != '0') {
            return point - start - 1;
        }
        for (int i = point + 1; i < stop; i++) {
            if (in[i] != '0') {
                return point - i;
            }
        }
        return Integer.MIN_VALUE;
    }

    private static int digits(byte[] in, int start, int end) {
        int at = start;
        while (at < end && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        return at;
    }

    private static int value(byte[] in, int start, int stop) {
        int value = 0;
        for (int i = start; i < stop; i++) {
            value = 10 * value + in[i] - '0';
        }
        return value;
    }
}
