// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Damaged and unsendable files, kept for people to look at: in a subdirectory, the oldest removed once they are more than
 * {@code maxBytes} together.
 *
 * @param onFile called for each file that is set aside
 */
record SetAside(Path directory, long maxBytes, Runnable onFile) {

    static final String NAME = "set-aside";

    void take(Path file) throws IOException {
        Files.createDirectories(directory);
        Files.move(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        onFile.run();
        List<Path> files = files();
        long bytes = 0;
        for (Path kept : files) {
            bytes += Files.size(kept);
        }
        for (Path oldest : files) {
            if (bytes <= maxBytes) {
                return;
            }
            bytes -= Files.size(oldest);
            Files.delete(oldest);
        }
    }

    /** By name, which is by age. */
    List<Path> files() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        return SpoolFiles.in(directory);
    }
}
