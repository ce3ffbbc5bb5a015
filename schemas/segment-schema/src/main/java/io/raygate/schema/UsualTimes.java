// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.util.Arrays;

/**
 * Tells times that are right by their bytes, without reading them as numbers. SDKs write {@code 1795310445.138}, Java's
 * {@code 1.795310445138E9}; both name a time from 2001 to 2096, and bytes of one form compare as their numbers do.
 */
final class UsualTimes {

    /** Digits of seconds since 1970 from 2001 to 2286. */
    private static final int SECONDS_DIGITS = 10;

    /** Of {@code E9}. */
    private static final int POWER_LENGTH = 2;

    /** An exponent has a letter, a sign and three digits at most: {@link JsonNumber#scan}. */
    private static final int MAX_POWER_LENGTH = 5;

    private UsualTimes() {}

    /** True where start_time, and end_time if there is one, are usual and in order; false says nothing. */
    static boolean ordered(byte[] in, Frame frame) {
        int from = frame.startFrom;
        int to = frame.startTo;
        boolean scientific = isScientific(in, from, to);
        if (!scientific && !isPlain(in, from, to)) {
            return false;
        }
        if (frame.endFrom == 0) {
            return true;
        }
        int power = scientific ? POWER_LENGTH : 0;
        return (scientific ? isScientific(in, frame.endFrom, frame.endTo) : isPlain(in, frame.endFrom, frame.endTo))
                && Arrays.compare(in, from, to - power, in, frame.endFrom, frame.endTo - power) <= 0;
    }

    private static boolean isPlain(byte[] in, int from, int to) {
        int point = from + SECONDS_DIGITS;
        if (point >= to || in[point] != '.' || !isLead(in[from])) {
            return false;
        }
        for (int i = Math.max(point + 1, to - MAX_POWER_LENGTH); i < to; i++) {
            if (in[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isScientific(byte[] in, int from, int to) {
        return to - from > POWER_LENGTH + 1
                && in[to - 1] == '9'
                && (in[to - POWER_LENGTH] | 0x20) == 'e'
                && in[from + 1] == '.'
                && isLead(in[from]);
    }

    private static boolean isLead(byte digit) {
        return digit >= '1' && digit <= '3';
    }
}
