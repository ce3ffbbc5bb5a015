// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which cores senders and what is measured run on: one each, where there are two and {@code taskset} exists, else any.
 *
 * @param prefix of a sender's command line
 * @param measured prefix of the command line of what is measured
 */
public record Cores(List<String> prefix, List<String> measured) {

    public Cores {
        prefix = List.copyOf(prefix);
        measured = List.copyOf(measured);
    }

    /** Those of this machine. */
    public static Cores ofMachine() {
        boolean canPin = Runtime.getRuntime().availableProcessors() > 1
                && Stream.of("/usr/bin/taskset", "/bin/taskset").map(Path::of).anyMatch(Files::isExecutable);
        return canPin ? new Cores(core(0), core(1)) : new Cores(List.of(), List.of());
    }

    /** None is chosen. */
    public static Cores any() {
        return new Cores(List.of(), List.of());
    }

    public List<String> sender(List<String> command) {
        return joined(prefix, command);
    }

    public List<String> measured(List<String> command) {
        return joined(measured, command);
    }

    /** For the report. */
    public String sentence() {
        return prefix.isEmpty()
                ? "Senders and programs share all cores."
                : "Senders run on core 0, and what is measured on core 1; the local stack and the function run on"
                        + " either.";
    }

    private static List<String> core(int number) {
        return List.of("taskset", "-c", String.format(Locale.ROOT, "%d", number));
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
