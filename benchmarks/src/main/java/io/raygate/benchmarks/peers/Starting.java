// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.peers;

import io.raygate.benchmarks.report.Table;
import io.raygate.benchmarks.sending.Load;
import io.raygate.benchmarks.stack.Program;
import io.raygate.benchmarks.stack.ProgramProcess;
import io.raygate.benchmarks.stack.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** From the start of a process to its socket, and to its first call with a document; and the processor time until then. */
final class Starting {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int BYTES = 1_500;
    private static final int RATE = 100;

    private final Bench bench;
    private final Table table =
            new Table("start", "Start", "socket bound ms", "first document on its way ms", "CPU ms until then");

    Starting(Bench bench) {
        this.bench = bench;
    }

    Table measure() throws IOException {
        bench.interleave(table, "start", this::measure);
        return table;
    }

    private void measure(Program program) throws IOException {
        Load load = new Load(Load.Shape.of(BYTES, RATE), 0);
        long callsBefore = bench.sink().calls();
        long beginNanos = System.nanoTime();
        try (ProgramProcess process = ProgramProcess.start(program, bench.beforeSink(), bench.cores())) {
            CompletableFuture<Void> sending =
                    CompletableFuture.runAsync(() -> send(load, process.place().port()));
            double boundMillis = process.awaitSocket() / 1e6;
            boolean came = Waiting.until(
                    PATIENCE, Duration.ofMillis(1), () -> bench.sink().calls() > callsBefore);
            double firstMillis = (System.nanoTime() - beginNanos) / 1e6;
            double cpuMillis = process.usage().scheduledNanos() / 1e6;
            load.stop();
            sending.join();
            table.add(
                    "start",
                    program.name(),
                    boundMillis,
                    came ? firstMillis : Double.NaN,
                    came ? cpuMillis : Double.NaN);
        }
    }

    private static void send(Load load, int port) {
        try {
            load.run(port, PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
