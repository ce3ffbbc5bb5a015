// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link PrepareBenchmark} and prints medians of CPU for 1,000 segments, as a table in Markdown. */
public final class ComparePreparation {

    private static final double NANOS_A_MILLI = 1e6;

    private ComparePreparation() {}

    /** Takes about a minute; arguments are those of JMH. */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        OptionsBuilder options = new OptionsBuilder();
        options.parent(new CommandLineOptions(arguments))
                .include("\\." + PrepareBenchmark.class.getSimpleName() + "\\.")
                .addProfiler(CpuProfiler.class);
        System.out.println("\n| way | ms of CPU for 1,000 segments |\n|---|--:|");
        for (RunResult run : new Runner(options.build()).run()) {
            Result<?> cpu = Objects.requireNonNull(run.getSecondaryResults().get(CpuProfiler.LABEL));
            double millis = cpu.getStatistics().getPercentile(50) / NANOS_A_MILLI;
            System.out.println(String.format(
                    Locale.ROOT, "| %s | %.1f |", run.getPrimaryResult().getLabel(), millis));
        }
    }
}
