// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** The line through points that fits best, by least squares. */
public final class Trend {

    private Trend() {}

    /** Growth of y for each x; 0 where there are not two places. */
    public static double slope(List<Plot.Point> points) {
        double meanX = points.stream().mapToDouble(Plot.Point::x).average().orElse(0);
        double meanY = points.stream().mapToDouble(Plot.Point::y).average().orElse(0);
        double above = 0;
        double below = 0;
        for (Plot.Point point : points) {
            above += (point.x() - meanX) * (point.y() - meanY);
            below += (point.x() - meanX) * (point.x() - meanX);
        }
        return below == 0 ? 0 : above / below;
    }

    /**
     * The power of x with which y grows: the slope where both axes are logarithmic. 0 is a cost that stays as it is, 1 one that
     * grows as x does, -1 one that all share.
     *
     * @return not a number with less than three points above 0
     */
    public static double power(List<Plot.Point> points) {
        List<Plot.Point> logarithms = points.stream()
                .filter(point -> point.x() > 0 && point.y() > 0)
                .map(point -> Plot.Point.of(Math.log(point.x()), Math.log(point.y())))
                .toList();
        return logarithms.size() < 3 ? Double.NaN : slope(logarithms);
    }

    /** What a power means. */
    public static String sentence(double power) {
        return Double.isNaN(power)
                ? "too few points for a slope"
                : String.format(Locale.ROOT, "slope %.2f: ×%.2f when it doubles", power, Math.pow(2, power));
    }
}
