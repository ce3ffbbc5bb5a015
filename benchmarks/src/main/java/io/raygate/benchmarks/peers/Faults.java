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
import io.raygate.benchmarks.stack.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What is lost while PutTraceSegments fails for some seconds in the middle of a steady load. */
final class Faults {

    private static final String LOST = "lost";
    private static final int BYTES = 1_500;

    private final Bench bench;
    private final Table table;

    /** How X-Ray fails. */
    private enum Kind {
        THROTTLE_HALF("throttle, every second call", "throttle", 0.5, ""),
        THROTTLE_ALL("throttle, all calls", "throttle", 1, ""),
        RESET("connection reset, all calls", "reset", 1, ""),
        HTTP_500("status 500, all calls", "http-500", 1, ""),
        SLOW("4 s slower, all calls", "slow", 1, ",\"delayMillis\":4000"),
        UNPROCESSED("unprocessed, every tenth document", "unprocessed", 0.1, "");

        private final String title;
        private final String fault;
        private final double share;
        private final String more;

        Kind(String title, String fault, double share, String more) {
            this.title = title;
            this.fault = fault;
            this.share = share;
            this.more = more;
        }
    }

    Faults(Bench bench) {
        this.bench = bench;
        this.table = new Table(
                "faults",
                "X-Ray fails for " + bench.extent().fault().toSeconds() + " s at "
                        + Rates.text(bench.extent().faultRate()) + ": documents lost",
                "sent",
                LOST,
                "lost %");
    }

    Table measure() throws IOException {
        for (Kind kind : Kind.values()) {
            bench.interleave(table, kind.title, program -> measure(program, kind));
        }
        return table;
    }

    private void measure(Program program, Kind kind) throws IOException {
        Duration fault = bench.extent().fault();
        try (ProgramProcess process = ProgramProcess.startReady(program, bench.beforeStack(), bench.cores())) {
            StackStatus before = bench.stack().status();
            SenderProcess sender = SenderProcess.start(
                    bench.cores(),
                    process.place().port(),
                    Load.Shape.of(BYTES, bench.extent().faultRate()),
                    fault.multipliedBy(2));
            Waiting.pause(fault.dividedBy(2));
            bench.stack().inject("xray", kind.fault, kind.share, fault, kind.more);
            SenderProcess.Sent sent = sender.await();
            Waiting.pause(fault.dividedBy(2));
            bench.stack().awaitSettled(process, Settling.QUIET.plusSeconds(kind == Kind.SLOW ? 5 : 0));
            bench.stack().heal("xray");
            long lost = sent.documents() - (bench.stack().status().added() - before.added());
            table.add(kind.title, program.name(), sent.documents(), lost, 100.0 * lost / sent.documents());
        }
    }

    Plot plot() {
        List<String> cases =
                Arrays.stream(Kind.values()).map(kind -> kind.title).toList();
        return new Plot(
                table.title(),
                Axis.names(
                        "",
                        cases.stream()
                                .map(name -> name.replaceAll(", (all calls|every tenth.*)", ""))
                                .toList()),
                Axis.linear("documents lost"),
                Rates.places(table, bench, LOST, cases));
    }
}
