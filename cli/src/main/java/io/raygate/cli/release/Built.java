// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.release;

import io.raygate.cli.Failure;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a build has left. */
final class Built {

    private Built() {}

    /** The file itself; ends the verb where it is not there. */
    static Path require(Path file) {
        if (!Files.exists(file)) {
            throw Failure.of(file + " was not built");
        }
        return file;
    }
}
