// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The packaged forwarder as it is tested: on a JVM, or with {@code RAYGATE_NATIVE=1} as the native executable. */
final class ForwarderProgram {

    private static final Path TARGET = ScriptRun.ROOT.resolve("edge-forwarder/target");
    private static final boolean NATIVE = "1".equals(System.getenv("RAYGATE_NATIVE"));

    private ForwarderProgram() {}

    /** How its command line begins; the options of the virtual machine are the JVM's alone, but for the heap. */
    static List<String> start(String... jvmOptions) {
        if (NATIVE) {
            return Stream.concat(
                            Stream.of(executable().toString()),
                            Stream.of(jvmOptions).filter(option -> option.startsWith("-Xmx")))
                    .toList();
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmOptions));
        command.add("-XX:AOTCache=" + TARGET.resolve("quarkus-app/app.aot"));
        return command;
    }

    /** How it ends, behind the system properties. */
    static List<String> end() {
        return NATIVE
                ? List.of()
                : List.of("-jar", TARGET.resolve("quarkus-app/quarkus-run.jar").toString());
    }

    private static Path executable() {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runner"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("RAYGATE_NATIVE=1, and there is no " + TARGET
                            + "/*-runner: run ./raygate native edge, or unset the variable"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
