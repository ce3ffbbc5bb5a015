// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.peers;

import io.raygate.benchmarks.report.Table;
import io.raygate.benchmarks.sending.Load;
import io.raygate.benchmarks.sending.SenderProcess;
import io.raygate.benchmarks.stack.Program;
import io.raygate.benchmarks.stack.ProgramProcess;
import io.raygate.benchmarks.stack.RaygateForwarder;
import io.raygate.benchmarks.stack.StackStatus;
import io.raygate.benchmarks.stack.Waiting;
import java.io.IOException;
import java.time.Duration;

/**
 * A program is ended in the middle of a steady load and started again at once on the same ports, as a supervisor would. The
 * forwarder puts its blocks on disk as they are sealed ({@code raygate.spool.mode=always}).
 */
final class Restarts {

    private static final int BYTES = 1_500;
    private static final int RATE = 1_000;
    private static final Duration HALF = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Bench bench;
    private final Table table =
            new Table("restart", "Restart in place at " + Rates.text(RATE), "sent", "lost", "deaf ms", "ending ms");

    Restarts(Bench bench) {
        this.bench = bench;
    }

    Table measure() throws IOException {
        for (String signal : new String[] {"SIGKILL", "SIGTERM"}) {
            bench.interleave(table, signal, program -> measure(program, signal));
        }
        return table;
    }

    private void measure(Program program, String signal) throws IOException {
        Program restarted = program instanceof RaygateForwarder forwarder
                ? forwarder.with("RAYGATE_SPOOL_MODE", "always")
                : program;
        ProgramProcess first = ProgramProcess.startReady(restarted, bench.beforeStack(), bench.cores());
        StackStatus before = bench.stack().status();
        SenderProcess sender = SenderProcess.start(
                bench.cores(), first.place().port(), Load.Shape.of(BYTES, RATE), HALF.multipliedBy(2));
        Waiting.pause(HALF);
        if (signal.equals("SIGKILL")) {
            first.kill();
        } else {
            first.terminate();
        }
        Waiting.until(PATIENCE, Duration.ofMillis(1), () -> !first.socket().isBound());
        long deafSinceNanos = System.nanoTime();
        first.awaitEnd();
        double endingMillis = millisSince(deafSinceNanos);
        try (ProgramProcess second = ProgramProcess.start(restarted, first.place(), bench.cores())) {
            second.awaitSocket();
            double deafMillis = millisSince(deafSinceNanos);
            second.awaitReady();
            SenderProcess.Sent sent = sender.await();
            bench.stack().awaitSettled(second, Settling.QUIET);
            long arrived = bench.stack().status().added() - before.added();
            table.add(signal, program.name(), sent.documents(), sent.documents() - arrived, deafMillis, endingMillis);
        }
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}
