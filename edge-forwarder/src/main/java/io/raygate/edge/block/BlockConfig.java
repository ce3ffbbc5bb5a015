// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.InRange;
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
    @InRange(min = "1K", max = "1M")
    MemorySize targetRecord();

    /** Largest block before compression; at least 80K, so that the largest datagram fits. */
    @WithDefault("256K")
    @InRange(min = "80K", max = "4M", because = "since the largest datagram must fit")
    MemorySize maxContent();

    /** Most documents in a block. */
    @WithDefault("1000")
    @InRange(min = "1")
    int maxDocuments();

    /** Time that a block waits for more documents, whether they come or not. */
    @WithDefault("50ms")
    @InRange(min = "0s", max = "1h")
    Duration linger();

    /**
     * Time that a block waits while it fills: this times the share that is full, and at least {@link #linger()}. Documents
     * wait no longer, so it is also what is lost at most when the process is killed. A linger beyond it counts alone.
     */
    @WithDefault("150ms")
    @InRange(min = "0s", max = "1h")
    Duration lingerMax();

    /** Zstandard level, 1 (fast) to 19 (small). */
    @WithDefault("1")
    @InRange(min = "1", max = "19")
    int zstdLevel();

    /** What blocks are compressed against: {@code newest}, {@code none}, or the id of a shipped dictionary. */
    @WithDefault("newest")
    String dictionary();
}
