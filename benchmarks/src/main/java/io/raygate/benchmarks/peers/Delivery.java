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
import io.raygate.benchmarks.stack.StackStatus;
import java.io.IOException;
import java.time.Duration;

/**
 * From the datagram to X-Ray: what arrives, when, and what it costs on the node and in the function. A document carries the time
 * at which it was sent as that of its end, and the local X-Ray counts how old it is when it comes.
 */
final class Delivery {

    static final String PATH_CPU = "node and function, µs a document";
    static final String LAST = "p99 ms";
    private static final int BYTES = 1_500;
    private static final int WARM_UP_RATE = 5_000;

    /** Of a bench's warm-up: each shard has a function of its own, which lives for hours, to warm up. */
    private static final int WARM_UPS = 4;

    private final Bench bench;
    private final Table table = new Table(
            "delivery",
            "Delivered to X-Ray, " + BYTES + " B",
            "sent/s",
            "lost %",
            "node, µs a document",
            "function, µs a document",
            PATH_CPU,
            "node RSS MiB",
            "p50 ms",
            LAST);

    Delivery(Bench bench) {
        this.bench = bench;
    }

    Table measure() throws IOException {
        bench.interleave(table, BYTES + " B", this::measure);
        return table;
    }

    private void measure(Program program) throws IOException {
        try (ProgramProcess process = ProgramProcess.startReady(program, bench.beforeStack(), bench.cores())) {
            send(process, WARM_UP_RATE, bench.extent().warmUp().multipliedBy(WARM_UPS));
            settle(process);
            for (int rate : bench.extent().deliveryRates()) {
                StackStatus before = bench.stack().status();
                Duration nodeBefore = process.usage().cpu();
                Duration functionBefore = bench.stack().functionCpu();
                SenderProcess.Sent sent = send(process, rate, bench.extent().measured());
                long resident = process.usage().memory().resident();
                settle(process);
                StackStatus after = bench.stack().status();
                long arrived = after.added() - before.added();
                double node = micros(process.usage().cpu().minus(nodeBefore), arrived);
                double function = micros(bench.stack().functionCpu().minus(functionBefore), arrived);
                table.add(
                        Rates.text(rate),
                        program.name(),
                        sent.perSecond(),
                        100.0 * (sent.documents() - arrived) / sent.documents(),
                        node,
                        program.usesFunction() ? function : Double.NaN,
                        node + (program.usesFunction() ? function : 0),
                        resident,
                        after.latencyMillis(before, 50),
                        after.latencyMillis(before, 99));
            }
        }
    }

    private SenderProcess.Sent send(ProgramProcess process, int rate, Duration duration) throws IOException {
        return SenderProcess.run(bench.cores(), process.place().port(), Load.Shape.of(BYTES, rate), duration);
    }

    private void settle(ProgramProcess process) {
        if (!bench.stack().awaitSettled(process, Settling.QUIET)) {
            bench.progress().say("what was sent is still on its way after ten minutes: its row counts it as lost");
        }
    }

    private static double micros(Duration cpu, long documents) {
        return cpu.toNanos() / 1e3 / documents;
    }

    /** A column over the rate. */
    Plot plot(String column) {
        return new Plot(
                table.title() + ": " + column,
                Axis.log("documents a second"),
                Axis.log(column),
                Rates.series(table, bench, column, bench.extent().deliveryRates(), Rates::text));
    }
}
