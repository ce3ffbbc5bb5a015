// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file as it is, byte for byte, for the case that a change of it is not wanted after all.
 *
 * @param content empty where there is none
 */
record KeptFile(Path file, Optional<byte[]> content) {

    static KeptFile of(Path file) throws IOException {
        return new KeptFile(file, Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty());
    }

    /** Puts it back, or removes what was made in its place. */
    void restore() throws IOException {
        if (content.isPresent()) {
            Files.write(file, content.get());
        } else {
            Files.deleteIfExists(file);
        }
    }
}
