// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** ElasticMQ, which runs inside of the local stack, and what of its messages is shown. */
@ConfigMapping(prefix = "raygate.local.sqs")
public interface SqsConfig {

    /** Whether there is SQS at all; it takes about 2 s of CPU time to start, in the background. */
    @WithDefault("true")
    boolean enabled();

    /** Port of ElasticMQ itself, on 127.0.0.1; 0 takes any free port, since clients come through the AWS port. */
    @WithDefault("0")
    int port();

    /** By name; created at the start. */
    Map<String, QueueConfig> queues();

    /** How long a request waits for ElasticMQ to start. */
    @WithDefault("120s")
    Duration startTimeout();

    /** How long a request may take, long polling of up to 20 s included. */
    @WithDefault("25s")
    Duration requestTimeout();

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
