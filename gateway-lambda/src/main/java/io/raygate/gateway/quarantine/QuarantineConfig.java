// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where refused documents are kept. */
@ConfigMapping(prefix = "raygate.quarantine")
public interface QuarantineConfig {

    /** URL of the SQS queue. Without one, refused documents are counted as rejected, and not kept. */
    Optional<String> queue();

    /**
     * URL of the SQS queue for documents that fail again when they are sent from quarantine. Without one, they are counted,
     * logged as errors, and not kept.
     */
    Optional<String> parkedQueue();

    /** Largest message, 128K to 1M. What a document does not fit in is compressed, then cut and marked. */
    @WithDefault("256K")
    MemorySize maxMessage();

    /** Bytes of one SendMessageBatch, at least {@link #maxMessage()}, at most 1M. */
    @WithDefault("256K")
    MemorySize maxRequest();

    /** Time for one call. */
    @WithDefault("3s")
    Duration requestTimeout();

    /** Kept free for quarantine when documents are handed to X-Ray; taken off the time for that. */
    @WithDefault("3s")
    Duration reserve();

    /** First pause after a call that failed; each further one doubles it, with jitter. */
    @WithDefault("100ms")
    Duration minBackoff();

    /** Longest pause between two calls. */
    @WithDefault("2s")
    Duration maxBackoff();

    /** Calls under way at once. */
    @WithDefault("8")
    int maxConcurrency();

    /** Accepted messages that are remembered while their record is unfinished, so that they are not sent again. */
    @WithDefault("20000")
    int rememberedMessages();

    /**
     * URL of the SQS queue for blocks of tenants without a usable policy; the redrive function sends them once there is one.
     * Without a queue such records are unfinished, and block the records after them in the shard.
     */
    Optional<String> heldQueue();

    /** Largest message of that queue, 128K to 1M: records of three quarters of it can be held. */
    @WithDefault("1M")
    MemorySize maxHeldMessage();
}
