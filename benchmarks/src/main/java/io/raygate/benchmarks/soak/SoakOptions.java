// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is asked of a soak.
 *
 * @param perSecond documents; fewer are sent while the machine is behind
 * @param every mean pause between two things that happen to the stack
 * @param interval between two looks at memory and books
 * @param maxGrowthMib that any process may gain in the last two thirds of the run
 * @param command how to run it again
 */
record SoakOptions(
        Duration duration,
        int perSecond,
        long seed,
        Duration every,
        Duration interval,
        int maxGrowthMib,
        Path out,
        String command) {

    /** From names with values behind them. */
    static SoakOptions of(String[] arguments) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        return new SoakOptions(
                Duration.ofSeconds(number(options, "--seconds", 1_800)),
                (int) number(options, "--rate", 10_000),
                number(options, "--seed", 20_261_128),
                Duration.ofSeconds(number(options, "--every-seconds", 15)),
                Duration.ofSeconds(number(options, "--interval-seconds", 5)),
                (int) number(options, "--max-growth", 64),
                Path.of(options.getOrDefault("--out", "target/bench/soak")),
                options.getOrDefault("--command", "./raygate soak"));
    }

    private static long number(Map<String, String> options, String name, long usual) {
        return options.containsKey(name) ? Long.parseLong(options.get(name)) : usual;
    }
}
