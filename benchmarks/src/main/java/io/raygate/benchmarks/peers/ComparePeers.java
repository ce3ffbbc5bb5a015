// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.peers;

import io.raygate.benchmarks.forwarder.KinesisEndpoint;
import io.raygate.benchmarks.report.Axis;
import io.raygate.benchmarks.report.Options;
import io.raygate.benchmarks.report.Progress;
import io.raygate.benchmarks.report.Report;
import io.raygate.benchmarks.report.Table;
import io.raygate.benchmarks.stack.Cores;
import io.raygate.benchmarks.stack.LocalStack;
import io.raygate.benchmarks.stack.RaygateForwarder;
import io.raygate.benchmarks.stack.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Raygate, the X-Ray daemon and a collector in one run, on the same machine, with the same documents, in turns. Options, each
 * with its value behind it: {@code --daemon}, {@code --collector}, {@code --collector-config}, {@code --native}, {@code --rounds},
 * {@code --extent} ({@code whole} or {@code quick}), {@code --parts}, {@code --shards}, {@code --out}; {@code --command} is what the
 * report names.
 */
public final class ComparePeers {

    private static final String PARTS = "start,idle,receive,delivery,restart,faults";

    private final Bench bench;
    private final Report report;
    private final Set<String> parts;

    private ComparePeers(Bench bench, Report report, Set<String> parts) {
        this.bench = bench;
        this.report = report;
        this.parts = parts;
    }

    /** Writes {@code peers.md}, {@code peers.json} and the plots, and prints the first. */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.of(arguments);
        Extent extent = options.isQuick() ? Extent.quick(options.rounds()) : Extent.whole(options.rounds());
        Report report =
                options.report("peers", "Raygate beside the X-Ray daemon and a collector", "./raygate bench peers");
        Cores cores = Cores.ofMachine();
        report.note(cores.sentence());
        int shards = (int) options.number("--shards", 8);
        Set<String> parts = Set.copyOf(List.of(options.text("--parts", PARTS).split(",")));
        try (WorkDirectory work = WorkDirectory.create();
                KinesisEndpoint sink = new KinesisEndpoint();
                LocalStack stack = LocalStack.start(work.path(), shards, List.of())) {
            List<Candidate> candidates = candidates(options);
            Bench bench = new Bench(candidates, stack, sink, cores, extent, new Progress(System.err), work.path());
            new ComparePeers(bench, report, parts).run(shards);
        }
        System.out.print(Files.readString(report.file()));
        System.err.println("Written to " + report.file().toAbsolutePath().getParent());
    }

    private static List<Candidate> candidates(Options options) {
        List<Candidate> all = new ArrayList<>(List.of(Candidate.of(RaygateForwarder.onJvm())));
        all.add(options.path("--native")
                .map(RaygateForwarder::natively)
                .map(Candidate::of)
                .orElse(Candidate.missing("Raygate, native")));
        all.add(options.path("--daemon").map(Daemon::new).map(Candidate::of).orElse(Candidate.missing(Daemon.NAME)));
        all.add(options.path("--collector")
                .map(binary -> new Collector(binary, options.path("--collector-config")))
                .map(Candidate::of)
                .orElse(Candidate.missing(Collector.NAME)));
        return all;
    }

    private void run(int shards) throws IOException {
        report.note("Documents are valid and unique; rounds are interleaved. A figure is the median of "
                + bench.extent().rounds()
                + " round(s), with the least and the most of them in parentheses. The stream has "
                + shards + " shards.");
        part("start", () -> new Starting(bench).measure());
        part("idle", () -> new Idling(bench).measure());
        part("receive", this::receive);
        part("delivery", this::deliver);
        part("restart", () -> new Restarts(bench).measure());
        part("faults", this::fail);
    }

    private void part(String name, Measurement measurement) throws IOException {
        if (parts.contains(name)) {
            report.add(measurement.measure());
            report.write();
        }
    }

    private Table receive() throws IOException {
        Receiving receiving = new Receiving(bench);
        Table received = receiving.measure();
        report.add(received, "received", receiving.plot(Receiving.RECEIVED, Axis.linear(Receiving.RECEIVED)));
        report.add(received, "receive-cpu", receiving.plot(Receiving.CPU, Axis.log(Receiving.CPU)));
        return received;
    }

    private Table deliver() throws IOException {
        Delivery delivery = new Delivery(bench);
        Table delivered = delivery.measure();
        report.add(delivered, "path-cpu", delivery.plot(Delivery.PATH_CPU));
        report.add(delivered, "latency", delivery.plot(Delivery.LAST));
        return delivered;
    }

    private Table fail() throws IOException {
        Faults faults = new Faults(bench);
        Table lost = faults.measure();
        report.add(lost, "faults", faults.plot());
        return lost;
    }

    /** One table of the report. */
    private interface Measurement {

        Table measure() throws IOException;
    }
}
