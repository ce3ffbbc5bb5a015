// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.peers;

import io.raygate.benchmarks.report.Figures;
import io.raygate.benchmarks.report.Plot;
import io.raygate.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/** Columns over rates. */
final class Rates {

    private Rates() {}

    static String text(int perSecond) {
        return String.format(Locale.ROOT, "%,d/s", perSecond);
    }

    /** A series for each candidate that has figures. */
    static List<Plot.Series> series(
            Table table, Bench bench, String column, List<Integer> rates, IntFunction<String> asked) {
        List<Plot.Series> all = new ArrayList<>();
        for (Candidate candidate : bench.candidates()) {
            List<Plot.Point> points = new ArrayList<>();
            for (int rate : rates) {
                Optional<Figures> figures = table.figures(new Table.Key(asked.apply(rate), candidate.name()), column);
                figures.ifPresent(found -> points.add(Plot.Point.of(rate, found)));
            }
            all.add(new Plot.Series(candidate.name(), points));
        }
        return all;
    }

    /** A series for each candidate, its points at the places of {@code cases}. */
    static List<Plot.Series> places(Table table, Bench bench, String column, List<String> cases) {
        List<Plot.Series> all = new ArrayList<>();
        for (Candidate candidate : bench.candidates()) {
            List<Plot.Point> points = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                int place = i;
                table.figures(new Table.Key(cases.get(i), candidate.name()), column)
                        .ifPresent(found -> points.add(Plot.Point.of(place, found)));
            }
            all.add(new Plot.Series(candidate.name(), points));
        }
        return all;
    }
}
