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

    /** Below this, one digit more fits a long. */
    private static final long MAX_DIGITS = 100_000_000_000_000_000L;

    /** Powers of ten that a double holds exactly. */
    private static final int MAX_EXACT_POWER = 22;

    private static final double[] POWERS = powers();

    private JsonNumber() {}

    private static double[] powers() {
        double[] powers = new double[MAX_EXACT_POWER + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    /**
     * Reads the number at {@code start}, which holds a digit or a minus sign.
     *
     * @return the position behind it, its complement where no double can hold it, or {@link Integer#MIN_VALUE} where
     *         it is no number
     */
    static int scan(byte[] in, int start, int end) {
        int at = start < end && in[start] == '-' ? start + 1 : start;
        int integer = Words.digitsEnd(in, at, end);
        if (integer == at || (in[at] == '0' && integer > at + 1)) {
            return Integer.MIN_VALUE;
        }
        int fraction = integer;
        if (integer < end && in[integer] == '.') {
            fraction = Words.digitsEnd(in, integer + 1, end);
            if (fraction == integer + 1) {
                return Integer.MIN_VALUE;
            }
        }
        if (fraction == end || (in[fraction] | 0x20) != 'e') {
            return fraction - start > MAX_LENGTH ? ~fraction : fraction;
        }
        int exponent = signed(in, fraction + 1, end) ? fraction + 2 : fraction + 1;
        int stop = Words.digitsEnd(in, exponent, end);
        if (stop == exponent) {
            return Integer.MIN_VALUE;
        }
        if (stop - exponent > MAX_EXPONENT_DIGITS) {
            return ~stop;
        }
        int power = natural(in, exponent, stop);
        int magnitude = magnitude(in, at, integer, fraction);
        boolean zero = magnitude == Integer.MIN_VALUE;
        return ranged(start, stop, zero ? magnitude : magnitude + (in[fraction + 1] == '-' ? -power : power));
    }

    /**
     * What the number {@code in[start, end)} is, which {@link #scan} took: its first 18 digits, so that times are right
     * to a nanosecond or better. Allocates nothing.
     */
    static double value(byte[] in, int start, int end) {
        int at = in[start] == '-' ? start + 1 : start;
        long digits = 0;
        int exponent = 0;
        boolean behindPoint = false;
        for (; at < end && (in[at] | 0x20) != 'e'; at++) {
            if (in[at] == '.') {
                behindPoint = true;
                continue;
            }
            boolean fits = digits < MAX_DIGITS;
            digits = fits ? 10 * digits + in[at] - '0' : digits;
            exponent += (fits ? 0 : 1) - (behindPoint ? 1 : 0);
        }
        if (at < end) {
            int from = signed(in, at + 1, end) ? at + 2 : at + 1;
            int power = natural(in, from, end);
            exponent += in[at + 1] == '-' ? -power : power;
        }
        double value = scaled(digits, exponent);
        return in[start] == '-' ? -value : value;
    }

    private static double scaled(long digits, int exponent) {
        if (exponent >= -MAX_EXACT_POWER && exponent <= MAX_EXACT_POWER) {
            return exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
        }
        return digits * Math.pow(10, exponent);
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

    private static int natural(byte[] in, int start, int stop) {
        int value = 0;
        for (int i = start; i < stop; i++) {
            value = 10 * value + in[i] - '0';
        }
        return value;
    }
}
