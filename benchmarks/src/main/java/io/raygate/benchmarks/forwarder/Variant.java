// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One way to start a forwarder.
 *
 * @param name for the table
 * @param command the program, its options and, for a JVM, the jar
 */
record Variant(String name, List<String> command) {

    private static final Path APP = Path.of("edge-forwarder", "target", "quarkus-app");

    Variant {
        command = List.copyOf(command);
    }

    /**
     * Reads {@code NAME:[PROGRAM] [OPTIONS]}. The program is an executable, or the directory of a packaged forwarder, which
     * a JVM then runs with the options; without one it is the forwarder of this build. In the options {@code @app} stands
     * for the directory.
     *
     * @throws IllegalArgumentException where there is no such program
     */
    static Variant parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        List<String> words = new ArrayList<>(Arrays.stream((colon < 0 ? "" : text.substring(colon + 1)).split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList());
        boolean hasProgram = !words.isEmpty()
                && words.getFirst().contains("/")
                && !words.getFirst().startsWith("-")
                && !words.getFirst().startsWith("@");
        Path program = (hasProgram ? Path.of(words.removeFirst()) : APP).toAbsolutePath();
        if (Files.isDirectory(program) || !hasProgram) {
            return new Variant(name, onJvm(program, words));
        }
        if (!Files.isExecutable(program)) {
            throw new IllegalArgumentException(program + " is not an executable");
        }
        words.addFirst(program.toString());
        return new Variant(name, words);
    }

    private static List<String> onJvm(Path directory, List<String> flags) {
        Path jar = directory.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalArgumentException(jar + " is missing; run ./mvnw -pl edge-forwarder -am package first");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        flags.forEach(flag -> command.add(flag.replace("@app", directory.toString())));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }
}
