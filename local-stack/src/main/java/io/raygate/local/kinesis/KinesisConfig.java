// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** Kinesis in memory: which streams exist from the start, and its bounds. */
@ConfigMapping(prefix = "raygate.local.kinesis")
public interface KinesisConfig {

    /** By name; created at the start. */
    Map<String, StreamConfig> streams();

    /** Whether shards throttle writes and reads as AWS does; request and record sizes are limited either way. */
    @WithDefault("true")
    boolean enforceLimits();

    /** Of all streams together, shared evenly; the oldest records of a stream over its share are trimmed. */
    @WithDefault("256M")
    @InRange(min = "1")
    MemorySize retentionBytes();

    @WithDefault("20")
    @InRange(min = "1")
    int maxStreams();

    @WithDefault("256")
    @InRange(min = "1")
    int maxShardsPerStream();

    /** A stream that exists from the start. */
    interface StreamConfig {

        @WithDefault("1")
        @InRange(min = "1")
        int shards();
    }
}
