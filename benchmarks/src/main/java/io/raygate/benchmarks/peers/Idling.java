// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.peers;

import io.raygate.benchmarks.report.Table;
import io.raygate.benchmarks.stack.Program;
import io.raygate.benchmarks.stack.ProgramProcess;
import io.raygate.benchmarks.stack.Waiting;
import java.io.IOException;
import java.time.Duration;

/** What a program takes that has nothing to do, some time after its start. What low rates cost stands in {@link Delivery}. */
final class Idling {

    private final Bench bench;
    private final Table table = new Table("idle", "Idle", "CPU, % of a core", "RSS MiB", "threads");

    Idling(Bench bench) {
        this.bench = bench;
    }

    Table measure() throws IOException {
        bench.interleave(table, "nothing sent", this::measure);
        return table;
    }

    private void measure(Program program) throws IOException {
        Duration time = bench.extent().warmUp().multipliedBy(2);
        try (ProgramProcess process = ProgramProcess.startReady(program, bench.beforeSink(), bench.cores())) {
            Waiting.pause(time);
            long before = process.usage().scheduledNanos();
            Waiting.pause(time);
            table.add(
                    "nothing sent",
                    program.name(),
                    100.0 * (process.usage().scheduledNanos() - before) / time.toNanos(),
                    process.usage().memory().resident(),
                    process.usage().threads());
        }
    }
}
