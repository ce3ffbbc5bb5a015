// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.peers;

import io.raygate.benchmarks.report.Axis;
import io.raygate.benchmarks.report.Plot;
import io.raygate.benchmarks.report.Table;
import io.raygate.benchmarks.sending.Load;
import io.raygate.benchmarks.sending.SenderProcess;
import io.raygate.benchmarks.stack.Program;
import io.raygate.benchmarks.stack.ProgramProcess;
import io.raygate.benchmarks.stack.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * How many datagrams reach a program, and what each costs it. Lost is what the kernel dropped at its socket; what it drops itself
 * later does not show here, but in {@link Delivery}. All it sends is taken at once.
 */
final class Receiving {

    static final String RECEIVED = "received %";
    static final String CPU = "µs of CPU a datagram";

    /** Longer than a daemon keeps a batch that is not full. */
    private static final Duration AFTER = Duration.ofMillis(1_500);

    private static final int WARM_UP_RATE = 10_000;

    private final Bench bench;
    private final Table table = new Table("receive", "Receive on one core", "sent/s", RECEIVED, CPU, "RSS MiB");

    Receiving(Bench bench) {
        this.bench = bench;
    }

    Table measure() throws IOException {
        for (int bytes : bench.extent().sizes()) {
            bench.interleave(table, bytes + " B", program -> measure(program, bytes));
        }
        return table;
    }

    private void measure(Program program, int bytes) throws IOException {
        try (ProgramProcess process = ProgramProcess.startReady(program, bench.beforeSink(), bench.cores())) {
            int port = process.place().port();
            SenderProcess.run(
                    bench.cores(),
                    port,
                    Load.Shape.of(bytes, WARM_UP_RATE),
                    bench.extent().warmUp());
            Waiting.pause(AFTER);
            for (int rate : bench.extent().receiveRates()) {
                bench.sink().clear();
                Duration cpuBefore = process.usage().cpu();
                long dropsBefore = process.socket().drops().orElse(0);
                SenderProcess.Sent sent = SenderProcess.run(
                        bench.cores(),
                        port,
                        Load.Shape.of(bytes, rate),
                        bench.extent().measured());
                Waiting.pause(AFTER);
                long taken = sent.documents() - (process.socket().drops().orElse(0) - dropsBefore);
                table.add(
                        asked(rate, bytes),
                        program.name(),
                        sent.perSecond(),
                        100.0 * taken / sent.documents(),
                        process.usage().cpu().minus(cpuBefore).toNanos() / 1e3 / taken,
                        process.usage().memory().resident());
            }
        }
        bench.sink().clear();
    }

    private static String asked(int rate, int bytes) {
        return Rates.text(rate) + ", " + bytes + " B";
    }

    /** A column over the rate, for the largest documents. */
    Plot plot(String column, Axis up) {
        int bytes = bench.extent().sizes().getLast();
        List<Plot.Series> series =
                Rates.series(table, bench, column, bench.extent().receiveRates(), rate -> asked(rate, bytes));
        return new Plot("Receive on one core, " + bytes + " B: " + column, Axis.log("documents a second"), up, series);
    }
}
