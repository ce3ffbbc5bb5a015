// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.overload;

import io.raygate.benchmarks.report.Table;
import java.util.List;

/**
 * A stretch of a run.
 *
 * @param samples in the order of time, at least two
 */
record Phase(String name, List<Sample> samples) {

    Phase {
        samples = List.copyOf(samples);
    }

    static Table table() {
        return new Table(
                "phases",
                "What happened",
                "seconds",
                "sent/s",
                "delivered/s",
                "events",
                "segments an event",
                "highest lag ms",
                "segments a block");
    }

    void addTo(Table table) {
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        double seconds = last.seconds() - first.seconds();
        double delivered = last.delivered() - first.delivered();
        long events = last.events() - first.events();
        long blocks = last.blocks() - first.blocks();
        table.add(
                name,
                "",
                seconds,
                (last.sent() - first.sent()) / seconds,
                delivered / seconds,
                events,
                events == 0 ? Double.NaN : delivered / events,
                highestLag(),
                blocks == 0 ? Double.NaN : (double) (last.published() - first.published()) / blocks);
    }

    long highestLag() {
        return samples.stream().mapToLong(Sample::lagMillis).max().orElse(0);
    }

    /** Seconds from its beginning until the lag first passed so much; not a number where it never did. */
    double secondsUntilLag(long millis) {
        return samples.stream()
                .filter(sample -> sample.lagMillis() > millis)
                .mapToDouble(sample -> sample.seconds() - samples.getFirst().seconds())
                .findFirst()
                .orElse(Double.NaN);
    }
}
