// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.trace;

import java.util.Locale;

/** A time in three digits and a unit. */
public final class Durations {

    private static final double MILLIS = 1_000;
    private static final double MICROS = 1_000_000;
    private static final double MINUTE = 60;

    private Durations() {}

    /** Such as {@code 12 ms}; a dash where it is not finite. */
    public static String text(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "-";
        }
        double size = Math.abs(seconds);
        if (size >= MINUTE) {
            return String.format(Locale.ROOT, "%.1f min", seconds / MINUTE);
        }
        if (size >= 1) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        if (size >= 1 / MILLIS) {
            return String.format(Locale.ROOT, size >= 10 / MILLIS ? "%.0f ms" : "%.1f ms", seconds * MILLIS);
        }
        return String.format(Locale.ROOT, "%.0f \u00b5s", seconds * MICROS);
    }
}
