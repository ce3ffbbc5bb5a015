// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.measure;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code bench overload}: a function that is too slow for its stream for some time. */
@Command(
        name = "overload",
        description = {
            "Let the function be too slow for its stream for some time, and see when it has caught up.",
            "",
            "Each call of X-Ray takes so long that the function delivers less than is sent. Writes",
            "overload.md, overload.json and plots of the lag and of the documents into DIR. Ends with",
            "status 1 where a document is lost, or where the lag lasts for more than twice the time that",
            "the function was too slow. Linux only.",
            ""
        })
public final class OverloadCommand implements Callable<Integer> {

    private static final String MAIN = "io.raygate.benchmarks.overload.MeasureOverload";
    private static final int MOST_RATE = 100_000;
    private static final int MOST_PERCENT = 95;

    @ParentCommand
    private BenchCommand bench;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Documents a second (default 1000).")
    private int rate;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long the function is too slow (default 30s).")
    private String time;

    @Option(
            names = "--short",
            paramLabel = "PERCENT",
            defaultValue = "50",
            description = "How much less than what is sent it can deliver meanwhile (default 50).")
    private int percent;

    @Mixin
    private ReportOptions report = new ReportOptions();

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public OverloadCommand() {}

    @Override
    public Integer call() {
        Benchmarks.check("--rate", rate, 1, MOST_RATE);
        Benchmarks.check("--short", percent, 1, MOST_PERCENT);
        return report.run(
                bench.raygate(),
                "bench overload",
                MAIN,
                List.of("--rate", "" + rate, "--seconds", Benchmarks.seconds("--time", time), "--short", "" + percent));
    }
}
