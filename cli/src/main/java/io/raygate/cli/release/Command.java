// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.release;

import io.raygate.cli.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A program of somebody else's that a release needs: git, skopeo, cosign. */
final class Command {

    private Command() {}

    /**
     * Runs it to its end; what it complains of goes to standard error.
     *
     * @param remedy what to do where the program is not there
     * @return standard output
     * @throws Failure where it is missing or fails
     */
    static String run(Path directory, String remedy, List<String> command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw Failure.of(command.getFirst() + " cannot be run (" + e.getMessage() + "): " + remedy);
        }
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw Failure.of(command.getFirst() + " " + command.get(1) + " ended with status " + status
                        + "; its message stands above");
            }
            return output;
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
