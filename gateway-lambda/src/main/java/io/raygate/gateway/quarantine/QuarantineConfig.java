// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.AtLeast;
import io.raygate.configuration.AtMost;
import io.raygate.configuration.InRange;
import io.raygate.configuration.Matches;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where refused documents are kept. */
@ConfigMapping(prefix = "raygate.quarantine")
public interface QuarantineConfig {

    /** URL of the SQS queue. Without one, refused documents are counted as rejected, and not kept. */
    @Matches(value = "https?://.+", write = "the URL of an SQS queue")
    Optional<String> queue();

    /**
     * URL of the SQS queue for documents that fail again when they are sent from quarantine. Without one, they are counted,
     * logged as errors, and not kept.
     */
    @Matches(value = "https?://.+", write = "the URL of an SQS queue")
    Optional<String> parkedQueue();

    /** Largest message, 128K to 1M. What a document does not fit in is compressed, then cut and marked. */
    @WithDefault("256K")
    @InRange(min = "128K", max = "1M")
    MemorySize maxMessage();

    /** Bytes of one SendMessageBatch, at least {@link #maxMessage()}, at most 1M. */
    @WithDefault("256K")
    @InRange(min = "128K", max = "1M")
    @AtLeast("max-message")
    MemorySize maxRequest();

    /** Time for one call. */
    @WithDefault("3s")
    @InRange(min = "1ms", max = "1h")
    Duration requestTimeout();

    /** Kept free for quarantine when documents are handed to X-Ray; taken off the time for that. */
    @WithDefault("3s")
    @InRange(min = "0s", max = "15m")
    Duration reserve();

    /** First pause after a call that failed; each further one doubles it, with jitter. */
    @WithDefault("100ms")
    @InRange(min = "1ms", max = "1h")
    @AtMost("max-backoff")
    Duration minBackoff();

    /** Longest pause between two calls. */
    @WithDefault("2s")
    @InRange(min = "1ms", max = "1h")
    Duration maxBackoff();

    /** Calls under way at once. */
    @WithDefault("8")
    @InRange(min = "1", max = "100")
    int maxConcurrency();

    /** Accepted messages that are remembered while their record is unfinished, so that they are not sent again. */
    @WithDefault("20000")
    @InRange(min = "1")
    int rememberedMessages();

    /**
     * URL of the SQS queue for blocks of tenants without a usable policy; the redrive function sends them once there is one.
     * Without a queue such records are unfinished, and block the records after them in the shard.
     */
    @Matches(value = "https?://.+", write = "the URL of an SQS queue")
    Optional<String> heldQueue();

    /** Largest message of that queue, 128K to 1M: records of three quarters of it can be held. */
    @WithDefault("1M")
    @InRange(min = "128K", max = "1M")
    MemorySize maxHeldMessage();
}
