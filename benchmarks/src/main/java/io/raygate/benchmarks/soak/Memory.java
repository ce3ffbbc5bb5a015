// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.soak;

import io.raygate.benchmarks.forwarder.ProcessUsage;
import io.raygate.benchmarks.report.Axis;
import io.raygate.benchmarks.report.Plot;
import io.raygate.benchmarks.report.Table;
import io.raygate.benchmarks.report.Trend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of the processes over time, in MiB: what is resident, and what the heap holds after a collection. Not thread-safe. */
final class Memory {

    /** Beginning of a process's log of collections, its number behind it. */
    static final String LOG = "gc-";

    private static final Pattern COLLECTION = Pattern.compile("->([0-9]+)M\\(");

    private final Path logs;
    private final Map<String, List<Plot.Point>> series = new LinkedHashMap<>();

    /**
     * Growth of one series in the last two thirds of its time.
     *
     * @param last MiB
     * @param perMinute MiB, the slope of the line that fits best
     * @param growth MiB, that slope over the whole stretch
     */
    record Slope(double last, double perMinute, double growth) {}

    Memory(Path logs) {
        this.logs = logs;
    }

    /** One look at a process; nothing where it has just ended. */
    void look(String name, double minutes, long pid) {
        if (!Files.exists(Path.of("/proc/" + pid + "/status"))) {
            return;
        }
        try {
            add(name + ", resident", minutes, new ProcessUsage(pid).memory().resident());
        } catch (IllegalStateException _) {
            return; // it ended between the two
        }
        heap(pid).ifPresent(mib -> add(name + ", heap after collection", minutes, mib));
    }

    void add(String name, double minutes, Number mib) {
        if (mib.doubleValue() > 0) {
            series.computeIfAbsent(name, _ -> new ArrayList<>()).add(Plot.Point.of(minutes, mib));
        }
    }

    private OptionalDouble heap(long pid) {
        Path log = logs.resolve(LOG + pid + ".log");
        if (!Files.exists(log)) {
            return OptionalDouble.empty();
        }
        try {
            Matcher matcher = COLLECTION.matcher(Files.readString(log));
            OptionalDouble last = OptionalDouble.empty();
            while (matcher.find()) {
                last = OptionalDouble.of(Double.parseDouble(matcher.group(1)));
            }
            return last;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of every series with enough points. */
    Map<String, Slope> slopes() {
        Map<String, Slope> slopes = new LinkedHashMap<>();
        series.forEach((name, points) -> {
            List<Plot.Point> late = points.subList(points.size() / 3, points.size());
            if (late.size() > 2) {
                double perMinute = Trend.slope(late);
                slopes.put(
                        name,
                        new Slope(
                                late.getLast().y(),
                                perMinute,
                                perMinute
                                        * (late.getLast().x() - late.getFirst().x())));
            }
        });
        return slopes;
    }

    Table table() {
        Table table = new Table(
                "memory", "Memory over the last two thirds", "MiB at the end", "slope, MiB a minute", "growth, MiB");
        slopes().forEach((name, slope) -> table.add(name, "", slope.last(), slope.perMinute(), slope.growth()));
        return table;
    }

    Plot plot(List<Plot.Mark> marks) {
        List<Plot.Series> all = series.entrySet().stream()
                .map(one -> new Plot.Series(one.getKey(), one.getValue()))
                .toList();
        return new Plot("Memory", Axis.linear("minutes"), Axis.linear("MiB"), all, marks);
    }
}
