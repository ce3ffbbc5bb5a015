// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.measure;

import io.raygate.cli.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code bench peers}: Raygate, the X-Ray daemon and a collector in one run. */
@Command(
        name = "peers",
        description = {
            "Measure Raygate, the X-Ray daemon and a collector side by side.",
            "",
            "Start, idle, receive, delivery to X-Ray with its latency, restart, and faults of X-Ray, in rounds",
            "that take turns, with the same valid and unique documents. Writes peers.md, peers.json and",
            "plots into DIR. A program that is not given has a row that says so. Linux only. Ctrl-C stops",
            "everything; what was measured until then is in DIR.",
            ""
        },
        footer = {
            "",
            "No daemon and no collector come with Raygate: build or download them. For instance",
            "  ./raygate bench peers --quick",
            "  ./raygate bench peers --daemon /opt/xray --collector /opt/otelcol --rounds 3 --out peers",
            "",
            "In the collector's FILE, $${env:RAYGATE_BENCH_ADDRESS} is the address on which it must listen,",
            "and $${env:RAYGATE_BENCH_ENDPOINT} is X-Ray's. Without FILE it batches 50 documents or a second."
        })
public final class PeersCommand implements Callable<Integer> {

    private static final String MAIN = "io.raygate.benchmarks.peers.ComparePeers";
    private static final int MOST_ROUNDS = 99;
    private static final int MOST_SHARDS = 64;

    /** The tables, in their order. */
    enum Part {
        START,
        IDLE,
        RECEIVE,
        DELIVERY,
        RESTART,
        FAULTS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @ParentCommand
    private BenchCommand bench;

    @Spec
    private CommandSpec spec;

    @Option(names = "--daemon", paramLabel = "BINARY", description = "The X-Ray daemon's executable.")
    private @Nullable Path daemon;

    @Option(
            names = "--collector",
            paramLabel = "BINARY",
            description = "A collector with the components awsxray (receiver, exporter) and batch, such as ADOT's.")
    private @Nullable Path collector;

    @Option(names = "--collector-config", paramLabel = "FILE", description = "Its configuration, in place of ours.")
    private @Nullable Path collectorConfig;

    @Option(names = "--native", paramLabel = "BINARY", description = "The forwarder's native executable.")
    private @Nullable Path nativeExecutable;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often everything is measured (default 3).")
    private int rounds;

    @Option(names = "--parts", paramLabel = "PART", split = ",", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private List<Part> parts = List.of(Part.values());

    @Option(
            names = "--shards",
            paramLabel = "N",
            defaultValue = "8",
            description = "Of the stream; each has a function of its own (default 8).")
    private int shards;

    @Option(names = "--quick", description = "Fewer rates and sizes, for shorter times: some minutes for a round.")
    private boolean quick;

    @Option(names = "--no-build", description = "Use what is already built.")
    private boolean noBuild;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the results go (default: target/bench/peers in the repository).")
    private @Nullable Path out;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public PeersCommand() {}

    @Override
    public Integer call() {
        Benchmarks.check("--rounds", rounds, 1, MOST_ROUNDS);
        Benchmarks.check("--shards", shards, 1, MOST_SHARDS);
        if (collectorConfig != null && collector == null) {
            throw Failure.misused("--collector-config says how --collector runs: give both");
        }
        List<String> arguments =
                new ArrayList<>(List.of("--rounds", "" + rounds, "--extent", quick ? "quick" : "whole"));
        arguments.addAll(List.of("--shards", "" + shards));
        arguments.addAll(List.of("--parts", parts.stream().map(Part::toString).collect(Collectors.joining(","))));
        addExecutable(arguments, "--daemon", daemon);
        addExecutable(arguments, "--collector", collector);
        addExecutable(arguments, "--native", nativeExecutable);
        if (collectorConfig != null) {
            arguments.addAll(List.of(
                    "--collector-config",
                    Benchmarks.file("--collector-config", collectorConfig).toString()));
        }
        if (out != null) {
            arguments.addAll(List.of("--out", out.toAbsolutePath().toString()));
        }
        arguments.addAll(List.of("--command", Benchmarks.commandLine(spec)));
        Benchmarks benchmarks = new Benchmarks(bench.raygate(), "bench peers");
        if (!noBuild) {
            benchmarks.build(Benchmarks.WHOLE_PATH);
        }
        return benchmarks.run(MAIN, arguments);
    }

    private static void addExecutable(List<String> arguments, String option, @Nullable Path given) {
        if (given != null) {
            arguments.addAll(
                    List.of(option, Benchmarks.executable(option, given).toString()));
        }
    }
}
