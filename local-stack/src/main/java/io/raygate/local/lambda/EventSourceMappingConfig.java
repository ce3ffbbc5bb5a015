// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.configuration.AtMost;
import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The event source mappings, all with the same settings, one for each stream. Names and defaults are Lambda's, but for
 * {@link #reportBatchItemFailures()}, which the gateway needs.
 */
@ConfigMapping(prefix = "raygate.local.event-source-mapping")
public interface EventSourceMappingConfig {

    /** The streams, each read from its oldest record (TRIM_HORIZON) once it exists. */
    @WithDefault("raygate-demo")
    List<String> streams();

    /** Most records of an invocation, 1 to 10,000. */
    @WithDefault("100")
    @InRange(min = "1", max = "10000")
    int batchSize();

    /** How long records are gathered before an invocation that is not full, 0 to 300 s. */
    @WithDefault("0s")
    @InRange(min = "0s", max = "300s")
    Duration maximumBatchingWindow();

    /** Batches of one shard in flight at a time, 1 to 10; records of one partition key stay in order. */
    @WithDefault("1")
    @InRange(min = "1", max = "10")
    int parallelizationFactor();

    /** Whether the function's {@code batchItemFailures} are read. */
    @WithDefault("true")
    boolean reportBatchItemFailures();

    /** Whether a failed batch is split before it is sent again. */
    @WithDefault("false")
    boolean bisectBatchOnFunctionError();

    /** How often a batch is sent again before it is discarded, −1 (for ever) to 10,000. */
    @WithDefault("-1")
    @InRange(min = "-1", max = "10000")
    int maximumRetryAttempts();

    /** Records older than this are discarded, never where unset (Lambda's −1). Lambda allows nothing under 60 s. */
    @InRange(min = "1ms", max = "7d")
    Optional<Duration> maximumRecordAge();

    /** Wait before the first retry; doubles with each one. */
    @WithDefault("200ms")
    @InRange(min = "1ms", max = "1h")
    @AtMost("max-retry-backoff")
    Duration retryBackoff();

    /** The longest wait before a retry. */
    @WithDefault("10s")
    @InRange(min = "1ms", max = "1h")
    Duration maxRetryBackoff();

    /** Pause before reading a shard again that had nothing new. */
    @WithDefault("100ms")
    @InRange(min = "1ms", max = "1h")
    Duration pollInterval();

    /** Name of the SQS queue to which a description of each discarded batch is sent, metadata only. */
    Optional<String> onFailureQueue();

    /** Descriptions of discarded batches kept for the status; older ones are forgotten, but stay counted. */
    @WithDefault("100")
    @InRange(min = "1")
    int onFailureDestinationEntries();
}
