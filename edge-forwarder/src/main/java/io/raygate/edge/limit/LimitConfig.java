// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Which documents are shed at this node. */
@ConfigMapping(prefix = "raygate.limits")
public interface LimitConfig {

    /** The policy file; read again when it changes. Without one nothing is shed. */
    Optional<Path> file();
}
