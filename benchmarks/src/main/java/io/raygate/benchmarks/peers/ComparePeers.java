// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.peers;

import io.raygate.benchmarks.forwarder.KinesisEndpoint;
import io.raygate.benchmarks.report.Axis;
import io.raygate.benchmarks.report.Progress;
import io.raygate.benchmarks.report.Report;
import io.raygate.benchmarks.report.Table;
import io.raygate.benchmarks.stack.Cores;
import io.raygate.benchmarks.stack.LocalStack;
import io.raygate.benchmarks.stack.RaygateForwarder;
import io.raygate.benchmarks.stack.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Raygate, the X-Ray daemon and a collector in one run, on the same machine, with the same documents, in turns. Options, each
 * with its value behind it: {@code --daemon}, {@code --collector}, {@code --collector-config}, {@code --native}, {@code --rounds},
 * {@code --extent} ({@code whole} or {@code quick}), {@code --out}; {@code --command} is what the report names.
 */
public final class ComparePeers {

    private static final int SHARDS = 8;

    private final Bench bench;
    private final Report report;

    private ComparePeers(Bench bench, Report report) {
        this.bench = bench;
        this.report = report;
    }

    /** Writes {@code peers.md}, {@code peers.json} and the plots, and prints the first. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = options(arguments);
        int rounds = Integer.parseInt(options.getOrDefault("--rounds", "3"));
        Extent extent =
                options.getOrDefault("--extent", "whole").equals("quick") ? Extent.quick(rounds) : Extent.whole(rounds);
        Report report = new Report(
                "peers",
                "Raygate beside the X-Ray daemon and a collector",
                options.getOrDefault("--command", "./raygate bench peers"),
                Path.of(options.getOrDefault("--out", "target/bench/peers")));
        Cores cores = Cores.ofMachine();
        report.note(cores.sentence());
        try (WorkDirectory work = WorkDirectory.create();
                KinesisEndpoint sink = new KinesisEndpoint();
                LocalStack stack = LocalStack.start(work.path(), SHARDS, List.of())) {
            List<Candidate> candidates = candidates(options);
            Bench bench = new Bench(candidates, stack, sink, cores, extent, new Progress(System.err), work.path());
            new ComparePeers(bench, report).run();
        }
        System.out.print(Files.readString(report.file()));
        System.err.println("Written to " + report.file().toAbsolutePath().getParent());
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private static List<Candidate> candidates(Map<String, String> options) {
        List<Candidate> all = new ArrayList<>(List.of(Candidate.of(RaygateForwarder.onJvm())));
        all.add(path(options, "--native")
                .map(RaygateForwarder::natively)
                .map(Candidate::of)
                .orElse(Candidate.missing("Raygate, native")));
        all.add(path(options, "--daemon").map(Daemon::new).map(Candidate::of).orElse(Candidate.missing(Daemon.NAME)));
        all.add(path(options, "--collector")
                .map(binary -> new Collector(binary, path(options, "--collector-config")))
                .map(Candidate::of)
                .orElse(Candidate.missing(Collector.NAME)));
        return all;
    }

    private static Optional<Path> path(Map<String, String> options, String name) {
        return Optional.ofNullable(options.get(name)).map(Path::of).map(Path::toAbsolutePath);
    }

    private void run() throws IOException {
        report.note("Documents are valid and unique; rounds are interleaved. A figure is the median of "
                + bench.extent().rounds()
                + " round(s), with the least and the most of them in parentheses. The stream has "
                + SHARDS + " shards.");
        Starting starting = new Starting(bench);
        finish(starting.measure());
        finish(new Idling(bench).measure());
        Receiving receiving = new Receiving(bench);
        Table received = receiving.measure();
        report.add(received, "received", receiving.plot(Receiving.RECEIVED, Axis.linear(Receiving.RECEIVED)));
        report.add(received, "receive-cpu", receiving.plot(Receiving.CPU, Axis.log(Receiving.CPU)));
        finish(received);
        Delivery delivery = new Delivery(bench);
        Table delivered = delivery.measure();
        report.add(delivered, "path-cpu", delivery.plot(Delivery.PATH_CPU));
        report.add(delivered, "latency", delivery.plot(Delivery.LAST));
        finish(delivered);
        finish(new Restarts(bench).measure());
        Faults faults = new Faults(bench);
        Table lost = faults.measure();
        report.add(lost, "faults", faults.plot());
        finish(lost);
    }

    private void finish(Table table) throws IOException {
        report.add(table);
        report.write();
    }
}
