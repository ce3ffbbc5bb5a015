// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.Defunct;
import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** Queues in memory: which exist from the start, how much they hold, and what of it is shown. */
@ConfigMapping(prefix = "raygate.local.sqs")
@Defunct(key = "raygate.local.sqs.enabled", because = "since SQS is part of the stack")
@Defunct(key = "raygate.local.sqs.port", because = "since SQS is on the port of all AWS APIs")
@Defunct(key = "raygate.local.sqs.start-timeout", because = "since SQS starts with the stack")
@Defunct(key = "raygate.local.sqs.request-timeout", because = "since SQS answers in the stack itself")
public interface SqsConfig {

    /** By name; created at the start. */
    Map<String, QueueConfig> queues();

    @WithDefault("100")
    @InRange(min = "1")
    int maxQueues();

    /** What the messages of all queues together may take, estimated; sending more is refused. */
    @WithDefault("160M")
    @InRange(min = "1")
    MemorySize maxBytes();

    /** Newest messages of each queue that {@code /api/queues} shows; older ones stay in the queue. */
    @WithDefault("200")
    @InRange(min = "0", max = "100000")
    int shownMessages();

    /** Of one message, what is kept for {@code /api/queues}. */
    @WithDefault("16K")
    @InRange(min = "0", max = "1M")
    MemorySize shownMessageSize();

    /** A queue that exists from the start. */
    interface QueueConfig {

        /** How long a received message is hidden from other receivers. */
        @WithDefault("30s")
        @InRange(min = "0s", max = "12h")
        Duration visibilityTimeout();
    }
}
