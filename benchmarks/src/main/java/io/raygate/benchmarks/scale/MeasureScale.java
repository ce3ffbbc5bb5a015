// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.scale;

import io.raygate.benchmarks.forwarder.KinesisEndpoint;
import io.raygate.benchmarks.report.Options;
import io.raygate.benchmarks.report.Progress;
import io.raygate.benchmarks.report.Report;
import io.raygate.benchmarks.report.Table;
import io.raygate.benchmarks.stack.Cores;
import io.raygate.benchmarks.stack.RaygateForwarder;
import io.raygate.benchmarks.stack.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * What a segment costs while one thing grows and the others stay: rate, size, pods, tenants, shards. What the machine cannot send
 * has no figure. Options, each with its value behind it: {@code --only} with names of what grows, {@code --native}, {@code
 * --rounds}, {@code --extent} ({@code whole} or {@code quick}), {@code --out}, {@code --command}.
 */
public final class MeasureScale {

    /** What can grow, in the order in which it is measured. */
    private static final List<String> ALL = List.of("rate", "size", "pods", "tenants", "shards");

    private final Bench bench;
    private final Report report;
    private final Table slopes =
            new Table("slopes", "Slopes", "power of what grows", "of the last three points", "factor when it doubles");

    private MeasureScale(Bench bench, Report report) {
        this.bench = bench;
        this.report = report;
        report.add(slopes);
    }

    /** Writes {@code scale.md}, {@code scale.json} and the plots, and prints the first. */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.of(arguments);
        Report report = options.report("scale", "What a segment costs as things grow", "./raygate bench scale");
        Extent extent = options.isQuick() ? Extent.quick(options.rounds()) : Extent.whole(options.rounds());
        List<RaygateForwarder> forwarders = new ArrayList<>(List.of(RaygateForwarder.onJvm()));
        options.path("--native").map(RaygateForwarder::natively).ifPresent(forwarders::add);
        Cores cores = Cores.ofMachine();
        report.note(cores.sentence());
        report.note("Documents are valid and unique. A figure is the median of " + extent.rounds()
                + " round(s), with the least and the most of them in parentheses. A slope is that of both logarithms: 0 is a"
                + " cost that stays as it is, 1 one that grows with the variable, -1 one that is shared by all.");
        try (WorkDirectory work = WorkDirectory.create();
                KinesisEndpoint sink = new KinesisEndpoint()) {
            Bench bench = new Bench(forwarders, cores, extent, new Progress(System.err), work.path());
            MeasureScale scale = new MeasureScale(bench, report);
            for (String what : options.text("--only", String.join(",", ALL)).split(",", -1)) {
                scale.measure(what, sink);
            }
        }
        System.out.print(Files.readString(report.file()));
        System.err.println("Written to " + report.file().toAbsolutePath().getParent());
    }

    private void measure(String what, KinesisEndpoint sink) throws IOException {
        switch (what) {
            case "rate" -> measure(NodeLoads.overRate(bench, sink));
            case "size" -> measure(NodeLoads.overSize(bench, sink));
            case "pods" -> measure(new NodePods(bench, sink));
            case "tenants" -> measure(new FunctionTenants(bench));
            case "shards" -> {
                try (PathShards shards = new PathShards(bench)) {
                    measure(shards);
                }
            }
            default -> throw new IllegalArgumentException("--only names '" + what + "': write some of " + ALL);
        }
    }

    private void measure(Experiment experiment) throws IOException {
        Sweep sweep = experiment.sweep();
        for (int round = 1; round <= bench.extent().rounds(); round++) {
            experiment.measure(round);
            for (String column : experiment.plotted()) {
                report.add(sweep.table(), sweep.table().id() + "-" + name(column), sweep.plot(column));
            }
            report.write();
        }
        experiment.plotted().forEach(column -> sweep.addSlopes(slopes, column));
        sweep.leftOut().ifPresent(what -> report.note("Without a figure: " + what + "."));
        report.write();
    }

    /** Of a file. */
    private static String name(String column) {
        return column.contains("CPU")
                ? "cpu"
                : column.contains("MiB") ? "memory" : column.contains("stream") ? "bytes" : "p99";
    }
}
