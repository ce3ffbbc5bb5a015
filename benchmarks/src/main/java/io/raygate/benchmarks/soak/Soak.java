// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.soak;

import io.raygate.benchmarks.report.Axis;
import io.raygate.benchmarks.report.Plot;
import io.raygate.benchmarks.report.Progress;
import io.raygate.benchmarks.report.Report;
import io.raygate.benchmarks.report.Table;
import io.raygate.benchmarks.sending.Load;
import io.raygate.benchmarks.stack.LocalStack;
import io.raygate.benchmarks.stack.Place;
import io.raygate.benchmarks.stack.RaygateForwarder;
import io.raygate.benchmarks.stack.StackStatus;
import io.raygate.benchmarks.stack.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Steady load on the whole path while processes are killed, AWS throttles and fails, and the policy changes. Ends with status 1
 * where the books do not close, or where a process has grown by more than it may.
 */
public final class Soak {

    private static final int BYTES = 1_500;
    private static final int INVALID_EVERY = 500;
    private static final int SHARDS = 4;
    private static final Duration QUIET = Duration.ofSeconds(8);
    private static final int MOST_SETTLING = 5;

    /** Load waits while more than these seconds of it are on their way: the stream's retention is bounded. */
    private static final int MOST_BEHIND_SECONDS = 10;

    private static final int DOCUMENTS_OF_A_RECORD = 60;

    private final SoakOptions options;
    private final LocalStack stack;
    private final SoakedForwarder forwarder;
    private final Incidents incidents;
    private final Quarantine quarantine;
    private final Memory memory;
    private final Load load;
    private final Progress progress = new Progress(System.err);
    private final long beginNanos = System.nanoTime();
    private final List<Plot.Mark> marks = new ArrayList<>();
    private final List<Plot.Point> delivered = new ArrayList<>();
    private final List<Plot.Point> sent = new ArrayList<>();
    private final Map<Incidents.Kind, Integer> happened = new EnumMap<>(Incidents.Kind.class);

    private Soak(SoakOptions options, LocalStack stack, SoakedForwarder forwarder, WorkDirectory work, Path tenants) {
        this.options = options;
        this.stack = stack;
        this.forwarder = forwarder;
        this.incidents = new Incidents(stack, forwarder, tenants, options.seed());
        this.quarantine = new Quarantine(stack.aws());
        this.memory = new Memory(work.path());
        this.load = new Load(
                new Load.Shape(BYTES, options.perSecond(), 0, INVALID_EVERY), new Random(options.seed()).nextInt());
    }

    /** Options with their values: {@link SoakOptions#of}. */
    public static void main(String[] arguments) throws IOException {
        SoakOptions options = SoakOptions.of(arguments);
        boolean isGood;
        try (WorkDirectory work = WorkDirectory.create()) {
            Path tenants = Files.createDirectory(work.path().resolve("tenants"));
            Incidents.writePolicy(tenants, 0);
            try (LocalStack stack = LocalStack.start(work.path(), SHARDS, stackOptions(work.path(), tenants));
                    SoakedForwarder forwarder = new SoakedForwarder(
                            RaygateForwarder.onJvm(collections(work.path()))
                                    .with("RAYGATE_SPOOL_MODE", "always")
                                    .with("RAYGATE_NODE_CLUSTER", "local"),
                            Place.free(
                                    stack.aws(),
                                    Files.createDirectory(work.path().resolve("forwarder"))))) {
                isGood = new Soak(options, stack, forwarder, work, tenants).run();
            }
        }
        System.exit(isGood ? 0 : 1);
    }

    private static List<String> stackOptions(Path work, Path tenants) {
        String environment = "-Draygate.local.function.environment.";
        return List.of(
                "-Xmx2g",
                collections(work),
                "-Draygate.local.xray.max-bytes=600M",
                "-Draygate.local.xray.max-traces=1000000",
                environment + "RAYGATE_POLICY_SOURCE=directory",
                environment + "RAYGATE_POLICY_DIRECTORY=" + tenants,
                environment + "RAYGATE_POLICY_ENVIRONMENT=local",
                environment + "JAVA_TOOL_OPTIONS=" + collections(work));
    }

    private static String collections(Path work) {
        return "-Xlog:gc:file=" + work.resolve(Memory.LOG) + "%p.log:none:filecount=1,filesize=2M";
    }

    private boolean run() throws IOException {
        CompletableFuture<Void> sending = CompletableFuture.runAsync(this::send);
        long incidentNanos =
                System.nanoTime() + incidents.pause(options.every()).toNanos();
        long lookNanos = System.nanoTime();
        while (!sending.isDone()) {
            if (System.nanoTime() >= lookNanos) {
                look();
                lookNanos = System.nanoTime() + options.interval().toNanos();
            }
            if (System.nanoTime() >= incidentNanos) {
                Incidents.Kind kind = incidents.next();
                happened.merge(kind, 1, Integer::sum);
                marks.add(new Plot.Mark(minutes(), kind.title()));
                progress.say(kind.title());
                incidentNanos =
                        System.nanoTime() + incidents.pause(options.every()).toNanos();
            }
            LockSupport.parkNanos(100_000_000);
        }
        sending.join();
        stack.heal("xray");
        stack.heal("kinesis");
        progress.say("all sent; waiting for what is on its way");
        for (int i = 0; i < MOST_SETTLING && !stack.awaitSettled(forwarder.process(), QUIET); i++) {
            look();
        }
        look();
        return report();
    }

    /** In slices, so that a machine that is behind is not driven further. */
    private void send() {
        long endNanos = System.nanoTime() + options.duration().toNanos();
        try {
            while (System.nanoTime() < endNanos) {
                if (behind() > (long) options.perSecond() * MOST_BEHIND_SECONDS) {
                    LockSupport.parkNanos(500_000_000);
                } else {
                    load.run(forwarder.process().place().port(), Duration.ofSeconds(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long behind() {
        return stack.status().unfinished() * DOCUMENTS_OF_A_RECORD
                + forwarder.process().buffered();
    }

    private void look() {
        StackStatus status = stack.status();
        double minutes = minutes();
        memory.look("forwarder", minutes, forwarder.process().pid());
        status.functionPids().stream().findFirst().ifPresent(pid -> memory.look("function", minutes, pid));
        memory.look("local stack", minutes, stack.pid());
        long kept = quarantine.drain();
        sent.add(Plot.Point.of(minutes, load.sent()));
        delivered.add(Plot.Point.of(minutes, status.added() + kept));
        progress.say(String.format(
                Locale.ROOT,
                "sent %,d, delivered %,d, quarantined %,d, on their way or lost %,d",
                load.sent(),
                status.added(),
                kept,
                load.sent() - status.added() - kept));
    }

    private double minutes() {
        return (System.nanoTime() - beginNanos) / 60e9;
    }

    private boolean report() throws IOException {
        Books books = new Books(
                load.sent(),
                stack.status().added(),
                quarantine.drain(),
                forwarder.rejected(),
                forwarder.dropped(),
                load.refused(),
                forwarder.kernelDrops(),
                forwarder.kills(),
                forwarder.stops());
        List<String> grown = memory.slopes().entrySet().stream()
                .filter(slope -> !slope.getKey().startsWith("local stack"))
                .filter(slope -> slope.getValue().growth() > options.maxGrowthMib())
                .map(slope -> String.format(
                        Locale.ROOT,
                        "%s by %.0f MiB",
                        slope.getKey(),
                        slope.getValue().growth()))
                .toList();
        String memorySentence = grown.isEmpty()
                ? "No process has grown by more than " + options.maxGrowthMib() + " MiB in the last two thirds."
                : "Grown by more than " + options.maxGrowthMib() + " MiB in the last two thirds: "
                        + String.join(", ", grown) + ".";
        Report report = options.report();
        report.note("Seed " + options.seed() + ", asked for " + options.perSecond() + " documents a second of " + BYTES
                + " B, every " + INVALID_EVERY + "th of them invalid; sent "
                + Math.round(load.sent() / (double) options.duration().toSeconds()) + " a second.");
        report.note(books.sentence());
        report.note(memorySentence + " The local stack, which keeps what it is sent, is not judged.");
        report.add(books.table());
        Table incidentTable = new Table("incidents", "What happened", "times");
        happened.forEach((kind, times) -> incidentTable.add(kind.title(), "", times));
        report.add(incidentTable, "documents", documents());
        report.add(memory.table(), "memory", memory.plot(marks));
        report.write();
        System.out.print(Files.readString(report.file()));
        return books.areClosed() && grown.isEmpty();
    }

    private Plot documents() {
        return new Plot(
                "Documents",
                Axis.linear("minutes"),
                Axis.linear("documents"),
                List.of(new Plot.Series("sent", sent), new Plot.Series("delivered or quarantined", delivered)),
                marks);
    }
}
