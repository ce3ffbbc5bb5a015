// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.soak;

import io.raygate.benchmarks.report.Options;
import io.raygate.benchmarks.report.Report;
import java.io.IOException;
import java.time.Duration;

/**
 * What is asked of a soak.
 *
 * @param perSecond documents; fewer are sent while the machine is behind
 * @param every mean pause between two things that happen to the stack
 * @param interval between two looks at memory and books
 * @param maxGrowthMib that any process may gain in the last two thirds of the run
 * @param report what is found goes into it
 */
record SoakOptions(
        Duration duration,
        int perSecond,
        long seed,
        Duration every,
        Duration interval,
        int maxGrowthMib,
        Report report) {

    /** From names with values behind them. */
    static SoakOptions of(String[] arguments) throws IOException {
        Options options = Options.of(arguments);
        return new SoakOptions(
                Duration.ofSeconds(options.number("--seconds", 1_800)),
                (int) options.number("--rate", 10_000),
                options.number("--seed", 20_261_128),
                Duration.ofSeconds(options.number("--every-seconds", 15)),
                Duration.ofSeconds(options.number("--interval-seconds", 5)),
                (int) options.number("--max-growth", 64),
                options.report("soak", "Soak", "./raygate soak"));
    }
}
