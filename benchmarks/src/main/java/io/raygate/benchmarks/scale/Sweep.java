// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.scale;

import io.raygate.benchmarks.report.Axis;
import io.raygate.benchmarks.report.Plot;
import io.raygate.benchmarks.report.Table;
import io.raygate.benchmarks.report.Trend;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Figures over one thing that grows, for each subject. Not thread-safe. */
final class Sweep {

    private final String variable;
    private final List<Integer> values;
    private final Table table;
    private final Set<String> subjects = new LinkedHashSet<>();

    /**
     * @param variable what grows, with its unit
     * @param values in their order
     * @param columns with their units
     */
    Sweep(String id, String title, String variable, List<Integer> values, String... columns) {
        this.variable = variable;
        this.values = List.copyOf(values);
        this.table = new Table(id, title, columns);
    }

    Table table() {
        return table;
    }

    List<Integer> values() {
        return values;
    }

    /** One round's figures at a value. */
    void add(int value, String subject, Number... figures) {
        subjects.add(subject);
        table.add(asked(value), subject, figures);
    }

    /** There is no figure at a value, and none is made up from others. */
    void leaveOut(int value, String subject, String why) {
        table.remark(asked(value), subject, "left out: " + why);
    }

    private String asked(int value) {
        return String.format(Locale.ROOT, "%,d %s", value, variable);
    }

    /** The medians of one column. */
    List<Plot.Point> points(String subject, String column) {
        List<Plot.Point> points = new ArrayList<>();
        for (int value : values) {
            table.figures(new Table.Key(asked(value), subject), column)
                    .ifPresent(figures -> points.add(Plot.Point.of(value, figures)));
        }
        return points;
    }

    /** A column over what grows, its slopes in the legend. */
    Plot plot(String column) {
        List<Plot.Series> series = subjects.stream()
                .map(subject -> new Plot.Series(
                        subject + " (" + Trend.sentence(Trend.power(points(subject, column))) + ")",
                        points(subject, column)))
                .toList();
        return new Plot(table.title() + ": " + column, Axis.log(variable), Axis.log(column), series);
    }

    /** A row for each subject: the slope over all points, and that of the last three. */
    void addSlopes(Table slopes, String column) {
        for (String subject : subjects) {
            List<Plot.Point> points = points(subject, column);
            double power = Trend.power(points);
            slopes.add(
                    column + ", over " + variable,
                    subject,
                    rounded(power),
                    rounded(Trend.power(points.subList(Math.max(0, points.size() - 3), points.size()))),
                    rounded(Math.pow(2, power)));
        }
    }

    private static double rounded(double value) {
        return Double.isNaN(value) ? value : Math.round(value * 100) / 100.0;
    }

    /** What has no figure, and why; empty where all has. */
    Optional<String> leftOut() {
        String all = table.keys().stream()
                .flatMap(key -> table.remark(key).map(why -> key.asked() + " (" + key.subject() + "): " + why).stream())
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }
}
