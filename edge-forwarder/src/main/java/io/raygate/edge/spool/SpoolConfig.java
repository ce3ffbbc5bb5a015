// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much waits for the stream. */
@ConfigMapping(prefix = "raygate.spool")
public interface SpoolConfig {

    /** Sealed, compressed blocks kept in memory; when it is full the oldest block is dropped and counted. */
    @WithDefault("64M")
    MemorySize maxMemory();
}
