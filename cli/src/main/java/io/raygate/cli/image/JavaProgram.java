// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.image;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A Java program with the part of the JDK that it needs and a launcher that is no script, so that it starts where there is
 * no shell: {@code bin/NAME}, {@code lib/app} and {@code lib/runtime}, made by jlink and jpackage of the JDK that
 * runs this.
 *
 * @param directory that holds the three
 */
record JavaProgram(Path directory, String name) {

    /**
     * What the programs use of the JDK. jdeps would add {@code java.desktop} and {@code jdk.compiler} for classes that
     * nothing calls, which is a third of the size.
     */
    private static final List<String> MODULES = List.of(
            "java.base",
            "java.instrument",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.rmi",
            "java.security.jgss",
            "java.sql",
            "java.xml",
            "jdk.jfr",
            "jdk.management",
            "jdk.net",
            "jdk.unsupported",
            "jdk.zipfs");

    /** How its launcher starts it. The launcher writes the program's directory for {@code $APPDIR}. */
    record Launch(List<String> javaOptions, List<String> application, List<String> arguments) {

        private String configuration() {
            StringBuilder text = new StringBuilder("[Application]\n");
            application.forEach(line -> text.append(line).append('\n'));
            text.append("\n[JavaOptions]\n");
            javaOptions.forEach(
                    option -> text.append("java-options=").append(option).append('\n'));
            text.append("\n[ArgOptions]\n");
            arguments.forEach(
                    argument -> text.append("arguments=").append(argument).append('\n'));
            return text.toString();
        }
    }

    /**
     * Makes it.
     *
     * @param work an empty directory
     * @param application directory that becomes {@code lib/app}
     * @param jar in that directory, from which it starts
     */
    static JavaProgram make(Path work, String name, Path application, String jar, Launch launch) throws IOException {
        Path log = work.resolve("jdk.log");
        Path runtime = work.resolve("runtime");
        run(log, "jlink", jlink(runtime));
        List<String> command = new ArrayList<>(List.of("--type", "app-image", "--name", name));
        command.addAll(List.of("--runtime-image", runtime.toString(), "--input", application.toString()));
        command.addAll(List.of("--main-jar", jar, "--main-class", "none", "--dest", work.toString()));
        run(log, "jpackage", command);
        JavaProgram program = new JavaProgram(work.resolve(name), name);
        Files.writeString(program.directory.resolve("lib/app/" + name + ".cfg"), launch.configuration());
        return program;
    }

    private static List<String> jlink(Path runtime) {
        return List.of(
                "--add-modules",
                String.join(",", MODULES),
                "--output",
                runtime.toString(),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                // Layers are compressed as a whole, which is smaller.
                "--compress",
                "zip-0");
    }

    /** Sets the time that its files have in the image, which a cache of classes compares. */
    void touch(Instant time) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(time));
            }
        }
    }

    Path java() {
        return directory.resolve("lib/runtime/bin/java");
    }

    Path application() {
        return directory.resolve("lib/app");
    }

    /** Runs a program to its end and gives what it printed. */
    static String run(Path log, Path program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // What a developer's shell sets changes nothing.
        builder.environment().keySet().removeIf(key -> key.contains("JAVA_") && key.endsWith("OPTIONS"));
        try {
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw Failure.of(program.getFileName() + " failed; its log is " + log + ": " + printed.strip());
            }
            return printed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    private static String run(Path log, String tool, List<String> arguments) throws IOException {
        return run(log, Home.javaHome().resolve("bin").resolve(tool), arguments);
    }
}
