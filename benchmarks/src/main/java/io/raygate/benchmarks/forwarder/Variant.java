// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One way to start the forwarder.
 *
 * @param name for the table
 * @param command the program, its options, the jar
 */
record Variant(String name, List<String> command) {

    private static final Path APP = Path.of("edge-forwarder", "target", "quarkus-app");

    Variant {
        command = List.copyOf(command);
    }

    /**
     * Reads {@code NAME:JVM FLAGS}; the name alone stands for no flags, {@code @app} for the forwarder's directory.
     *
     * @throws IllegalArgumentException where the forwarder was not packaged
     */
    static Variant parse(String text) {
        Path jar = APP.resolve("quarkus-run.jar").toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalArgumentException(jar + " is missing; run ./mvnw -pl edge-forwarder -am package first");
        }
        int colon = text.indexOf(':');
        String flags = colon < 0 ? "" : text.substring(colon + 1);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Arrays.stream(flags.split(" ", -1))
                .filter(flag -> !flag.isEmpty())
                .map(flag -> flag.replace("@app", APP.toAbsolutePath().toString()))
                .forEach(command::add);
        command.addAll(List.of("-jar", jar.toString()));
        return new Variant(colon < 0 ? text : text.substring(0, colon), command);
    }
}
