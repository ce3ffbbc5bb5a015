// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * One figure as often as it was measured, in the order of the rounds.
 *
 * @param values at least one
 */
public record Figures(List<Double> values) {

    public Figures {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a figure that was never measured");
        }
    }

    /** The middle one; of an even number, the mean of both in the middle. */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double most() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** The median, and the spread where there is more than one round. */
    public String text() {
        return values.size() == 1
                ? text(values.getFirst())
                : text(median()) + " (" + text(least()) + "–" + text(most()) + ")";
    }

    /** With three digits, or all before the point; whole numbers as they are. */
    static String text(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        String format = size >= 99.95 ? "%,.0f" : size >= 9.995 ? "%.1f" : size >= 0.9995 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
