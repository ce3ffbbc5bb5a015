// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.measure;

import io.raygate.cli.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

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

    @Option(names = "--daemon", paramLabel = "BINARY", description = "The X-Ray daemon's executable.")
    private @Nullable Path daemon;

    @Option(
            names = "--collector",
            paramLabel = "BINARY",
            description = "A collector with the components awsxray (receiver, exporter) and batch, such as ADOT's.")
    private @Nullable Path collector;

    @Option(names = "--collector-config", paramLabel = "FILE", description = "Its configuration, in place of ours.")
    private @Nullable Path collectorConfig;

    @Mixin
    private ExtentOptions extent = new ExtentOptions();

    @Option(names = "--parts", paramLabel = "PART", split = ",", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private List<Part> parts = List.of(Part.values());

    @Option(
            names = "--shards",
            paramLabel = "N",
            defaultValue = "8",
            description = "Of the stream; each has a function of its own (default 8).")
    private int shards;

    @Mixin
    private ReportOptions report = new ReportOptions();

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public PeersCommand() {}

    @Override
    public Integer call() {
        Benchmarks.check("--shards", shards, 1, MOST_SHARDS);
        if (collectorConfig != null && collector == null) {
            throw Failure.misused("--collector-config says how --collector runs: give both");
        }
        List<String> arguments = extent.arguments();
        arguments.addAll(List.of("--shards", "" + shards));
        arguments.addAll(List.of("--parts", parts.stream().map(Part::toString).collect(Collectors.joining(","))));
        Benchmarks.addExecutable(arguments, "--daemon", daemon);
        Benchmarks.addExecutable(arguments, "--collector", collector);
        if (collectorConfig != null) {
            arguments.addAll(List.of(
                    "--collector-config",
                    Benchmarks.file("--collector-config", collectorConfig).toString()));
        }
        return report.run(bench.raygate(), "bench peers", MAIN, arguments);
    }
}
