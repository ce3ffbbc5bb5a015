// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a block is sealed, and how hard it is compressed. */
@ConfigMapping(prefix = "raygate.block")
public interface BlockConfig {

    /**
     * Size of a record, partition key included, that blocks fill and hardly ever exceed. The default is the PUT payload
     * unit of a provisioned stream, 25 KB: Kinesis Data Streams pricing, read 2026-11-22.
     */
    @WithDefault("25600")
    MemorySize targetRecord();

    /** Largest block before compression; at least 80K, so that the largest datagram fits. */
    @WithDefault("256K")
    MemorySize maxContent();

    /** Most documents in a block. */
    @WithDefault("1000")
    int maxDocuments();

    /** Longest time a document waits for its block to fill; also what is lost at most when the process is killed. */
    @WithDefault("1s")
    Duration linger();

    /** Zstandard level, 1 (fast) to 19 (small). */
    @WithDefault("1")
    int zstdLevel();

    /** What blocks are compressed against: {@code newest}, {@code none}, or the id of a shipped dictionary. */
    @WithDefault("newest")
    String dictionary();
}
