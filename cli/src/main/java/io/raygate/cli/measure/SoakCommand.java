// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.measure;

import io.raygate.cli.Raygate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code soak}: load for a long time while things go wrong, and the books at the end. */
@Command(
        name = "soak",
        description = {
            "Run the whole path under load while processes are killed and AWS fails.",
            "",
            "Kills the function, stops and kills the forwarder, throttles Kinesis and X-Ray, and changes the",
            "policy, in an order that the seed decides. Fewer documents are sent while the machine is behind.",
            "Ends with status 1 where a document is in no account, or where the memory of the forwarder",
            "or of the function grows. Writes soak.md, soak.json and plots into DIR. Linux only.",
            ""
        })
public final class SoakCommand implements Callable<Integer> {

    private static final String MAIN = "io.raygate.benchmarks.soak.Soak";
    private static final int MOST_RATE = 1_000_000;

    @ParentCommand
    private Raygate raygate;

    @Parameters(
            paramLabel = "TIME",
            arity = "0..1",
            defaultValue = "30m",
            description = "30s, 30m or 2h (default 30m).")
    private String time;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Documents a second (default 10000).")
    private int rate;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "15s",
            description = "Mean time between two things that go wrong (default 15s).")
    private String every;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "Time between two looks at memory and books (default 5s).")
    private String interval;

    @Option(
            names = "--max-growth",
            paramLabel = "MIB",
            defaultValue = "64",
            description =
                    "Memory that forwarder and function may gain in the last two thirds of the time (default 64).")
    private int maxGrowth;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "20261128",
            description = "Decides what goes wrong when.")
    private long seed;

    @Mixin
    private ReportOptions report = new ReportOptions();

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public SoakCommand() {}

    @Override
    public Integer call() {
        Benchmarks.check("--rate", rate, 1, MOST_RATE);
        Benchmarks.check("--max-growth", maxGrowth, 0, MOST_RATE);
        return report.run(
                raygate,
                "soak",
                MAIN,
                List.of(
                        "--seconds",
                        Benchmarks.seconds("TIME", time),
                        "--rate",
                        "" + rate,
                        "--every-seconds",
                        Benchmarks.seconds("--every", every),
                        "--interval-seconds",
                        Benchmarks.seconds("--interval", interval),
                        "--max-growth",
                        "" + maxGrowth,
                        "--seed",
                        "" + seed));
    }
}
