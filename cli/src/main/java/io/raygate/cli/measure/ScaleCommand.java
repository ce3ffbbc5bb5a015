// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.measure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code bench scale}: what a segment costs as one thing grows. */
@Command(
        name = "scale",
        description = {
            "Measure what a segment costs while one thing grows and the others stay.",
            "",
            "The rate (10 to 200,000/s), the size of documents (200 B to 64 KB), the pods of a node (1 to",
            "10,000), the tenants of a function (1 to 200) and the shards of a stream (1 to 32). Writes",
            "scale.md, scale.json and a plot with its slope for each into DIR. A load that this machine",
            "cannot send has no figure, and the report says so. Linux only. Ctrl-C stops everything; what",
            "was measured until then is in DIR.",
            ""
        },
        footer = {
            "",
            "For instance",
            "  ./raygate bench scale --quick --rounds 1",
            "  ./raygate bench scale --only rate,pods"
        })
public final class ScaleCommand implements Callable<Integer> {

    private static final String MAIN = "io.raygate.benchmarks.scale.MeasureScale";

    @ParentCommand
    private BenchCommand bench;

    @Option(
            names = "--only",
            paramLabel = "WHAT",
            split = ",",
            description = "Some of rate, size, pods, tenants, shards, with commas between them (default: all).")
    private List<Grows> only = new ArrayList<>();

    @Mixin
    private ExtentOptions extent = new ExtentOptions();

    @Mixin
    private ReportOptions report = new ReportOptions();

    /** What can grow. */
    enum Grows {
        RATE,
        SIZE,
        PODS,
        TENANTS,
        SHARDS
    }

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public ScaleCommand() {}

    @Override
    public Integer call() {
        List<String> arguments = extent.arguments();
        if (!only.isEmpty()) {
            String names = new LinkedHashSet<>(only)
                    .stream().map(what -> what.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(","));
            arguments.addAll(List.of("--only", names));
        }
        return report.run(bench.raygate(), "bench scale", MAIN, arguments);
    }
}
