// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** Queues in memory: which exist from the start, how much they hold, and what of it is shown. */
@ConfigMapping(prefix = "raygate.local.sqs")
public interface SqsConfig {

    /** By name; created at the start. */
    Map<String, QueueConfig> queues();

    @WithDefault("100")
    int maxQueues();

    /** What the messages of all queues together may take, estimated; sending more is refused. */
    @WithDefault("160M")
    MemorySize maxBytes();

    /** Newest messages of each queue that {@code /api/queues} shows; older ones stay in the queue. */
    @WithDefault("200")
    int shownMessages();

    /** Of one message, what is kept for {@code /api/queues}. */
    @WithDefault("16K")
    MemorySize shownMessageSize();

    /** A queue that exists from the start. */
    interface QueueConfig {

        /** How long a received message is hidden from other receivers. */
        @WithDefault("30s")
        Duration visibilityTimeout();
    }
}
