// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files that a command line names. */
public final class InputFiles {

    private InputFiles() {}

    /** Refuses those that cannot be read as files, before anything is done with the others. */
    public static void require(List<Path> files) {
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw Failure.of(file + " does not exist");
            }
            if (Files.isDirectory(file)) {
                throw Failure.of(file + " is a directory: name a file");
            }
            if (!Files.isReadable(file)) {
                throw Failure.of(file + " may not be read: give yourself the right to");
            }
        }
    }
}
