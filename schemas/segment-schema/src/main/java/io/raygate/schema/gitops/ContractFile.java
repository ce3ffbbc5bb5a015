// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema.gitops;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/**
 * A tenant file or an environment file that its schema has accepted.
 *
 * @param path where it was read
 * @param tree its content
 */
public record ContractFile(Path path, JsonNode tree) {

    /** The file's name without its ending: what it must be called within. */
    String baseName() {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
