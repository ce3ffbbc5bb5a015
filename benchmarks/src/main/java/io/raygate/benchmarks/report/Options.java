// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a program of this module was started with: names, each with its value behind it. Those of every program with a report are
 * {@code --command}, which the report names, and {@code --out}, the directory of its files.
 */
public record Options(Map<String, String> values) {

    public Options {
        values = Map.copyOf(values);
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException where the last name has no value
     */
    public static Options of(String... arguments) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " has no value: write one behind it");
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        return new Options(values);
    }

    /** The value, or the usual one. */
    public String text(String name, String usual) {
        return values.getOrDefault(name, usual);
    }

    /** The same for a whole number. */
    public long number(String name, long usual) {
        return values.containsKey(name) ? Long.parseLong(values.get(name)) : usual;
    }

    /** An absolute path, where one was given. */
    public Optional<Path> path(String name) {
        return Optional.ofNullable(values.get(name)).map(Path::of).map(Path::toAbsolutePath);
    }

    /** Whether less is to be measured: {@code --extent quick} instead of {@code whole}. */
    public boolean isQuick() {
        return text("--extent", "whole").equals("quick");
    }

    /** How often everything is measured. */
    public int rounds() {
        return (int) number("--rounds", 3);
    }

    /** A report of this name, by default into {@code target/bench/NAME}. */
    public Report report(String name, String title, String usualCommand) throws IOException {
        return new Report(name, title, text("--command", usualCommand), Path.of(text("--out", "target/bench/" + name)));
    }
}
