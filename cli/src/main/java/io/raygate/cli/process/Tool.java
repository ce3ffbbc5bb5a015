// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.process;

import io.raygate.cli.Failure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program of somebody else's that is run to its end: git, skopeo, cosign.
 *
 * @param name as it is found on the path
 * @param remedy what to do where it is not there
 */
public record Tool(String name, String remedy) {

    private record Ended(int status, String output) {}

    /**
     * Ends the verb before it begins where the program is not there.
     *
     * @throws Failure with the remedy
     */
    public void require() {
        boolean found = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
        if (!found) {
            throw Failure.of(name + " is not on the PATH: " + remedy);
        }
    }

    /**
     * Runs it; what it complains of goes to standard error.
     *
     * @return standard output
     * @throws Failure where it is missing or fails
     */
    public String run(Path directory, List<String> arguments) throws IOException {
        Ended ended = end(directory, arguments, ProcessBuilder.Redirect.INHERIT);
        if (ended.status() != 0) {
            throw Failure.of(name + " " + arguments.getFirst() + " ended with status " + ended.status()
                    + "; its message stands above");
        }
        return ended.output();
    }

    /** The same, but empty where it fails; nobody hears what it complains of. */
    public Optional<String> ask(Path directory, List<String> arguments) throws IOException {
        Ended ended = end(directory, arguments, ProcessBuilder.Redirect.DISCARD);
        return ended.status() == 0 ? Optional.of(ended.output()) : Optional.empty();
    }

    private Ended end(Path directory, List<String> arguments, ProcessBuilder.Redirect complaints) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(
                            Stream.concat(Stream.of(name), arguments.stream()).toList())
                    .directory(directory.toFile())
                    .redirectError(complaints)
                    .start();
        } catch (IOException e) {
            throw Failure.of(name + " cannot be run (" + e.getMessage() + "): " + remedy);
        }
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
