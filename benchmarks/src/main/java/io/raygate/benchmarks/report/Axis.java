// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One axis of a plot.
 *
 * @param names of the places 0, 1, … where it has places instead of numbers; else empty
 */
public record Axis(String title, Scale scale, List<String> names) {

    private static final int TICKS = 5;

    /** How values become places. */
    public enum Scale {
        LINEAR,
        /** Values of 0 and less stand at its lower end. */
        LOG,
        NAMES
    }

    /** A stretch of an axis, in its own units. */
    record Range(double from, double to) {}

    public Axis {
        names = List.copyOf(names);
    }

    public static Axis linear(String title) {
        return new Axis(title, Scale.LINEAR, List.of());
    }

    public static Axis log(String title) {
        return new Axis(title, Scale.LOG, List.of());
    }

    public static Axis names(String title, List<String> names) {
        return new Axis(title, Scale.NAMES, names);
    }

    /** Wide enough for all values, with round ends. */
    Range range(List<Double> values) {
        double most = values.stream().mapToDouble(v -> v).max().orElse(1);
        return switch (scale) {
            case NAMES -> new Range(-0.5, names.size() - 0.5);
            case LOG -> {
                double least = values.stream()
                        .mapToDouble(v -> v)
                        .filter(v -> v > 0)
                        .min()
                        .orElse(1);
                double from = roundedDown(least);
                yield new Range(from, Math.max(roundedUp(Math.max(most, least)), from * 10));
            }
            case LINEAR -> {
                double end = most > 0 ? most : 1;
                double step = step(end);
                yield new Range(0, step * Math.ceil(end / step));
            }
        };
    }

    /** From 0 to 1 along the range. */
    double place(double value, Range range) {
        if (scale == Scale.LOG) {
            double at = Math.max(value, range.from());
            return Math.log(at / range.from()) / Math.log(range.to() / range.from());
        }
        return (value - range.from()) / (range.to() - range.from());
    }

    List<Double> ticks(Range range) {
        List<Double> ticks = new ArrayList<>();
        switch (scale) {
            case NAMES -> {
                for (int i = 0; i < names.size(); i++) {
                    ticks.add((double) i);
                }
            }
            case LOG -> {
                boolean isShort = range.to() / range.from() < 150;
                for (double decade = power(range.from()); decade <= range.to() * 1.0001; decade *= 10) {
                    for (double tick : isShort ? new double[] {1, 2, 5} : new double[] {1}) {
                        if (decade * tick >= range.from() * 0.9999 && decade * tick <= range.to() * 1.0001) {
                            ticks.add(decade * tick);
                        }
                    }
                }
            }
            case LINEAR -> {
                double step = step(range.to());
                for (int i = 0; i * step <= range.to() * 1.0001; i++) {
                    ticks.add(i * step);
                }
            }
        }
        return ticks;
    }

    String label(double tick) {
        if (scale == Scale.NAMES) {
            return names.get((int) tick);
        }
        String format = tick == 0 || tick >= 10 || tick == Math.rint(tick) ? "%,.0f" : tick >= 0.1 ? "%.1f" : "%.3f";
        return String.format(Locale.ROOT, format, tick);
    }

    private static double power(double value) {
        return Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
    }

    private static double roundedDown(double value) {
        double power = power(value);
        return power * (value >= 5 * power ? 5 : value >= 2 * power ? 2 : 1);
    }

    private static double roundedUp(double value) {
        double power = power(value);
        return power * (value <= power * 1.0001 ? 1 : value <= 2 * power ? 2 : value <= 5 * power ? 5 : 10);
    }

    private static double step(double most) {
        double rough = most / TICKS;
        double power = power(rough);
        return power * (rough <= power * 1.0001 ? 1 : rough <= 2 * power ? 2 : rough <= 5 * power ? 5 : 10);
    }
}
