// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.time.Duration;
import java.util.Optional;

/**
 * How one event source mapping batches and retries, checked against Lambda's ranges.
 *
 * @param maxRetries −1 for ever
 * @param maxRecordAge empty for ever
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html">Lambda Developer Guide,
 *     Kinesis parameters, read 2026-11-22</a>
 */
record MappingPolicy(
        int batchSize,
        Duration batchingWindow,
        int parallelizationFactor,
        boolean reportBatchItemFailures,
        boolean bisect,
        int maxRetries,
        Optional<Duration> maxRecordAge,
        Backoff retryBackoff) {

    /** 10,000 records, same page. */
    static final int MAX_BATCH_SIZE = 10_000;

    /** 300 seconds, same page. */
    static final Duration MAX_BATCHING_WINDOW = Duration.ofMinutes(5);

    /** 10 batches of a shard at a time, same page. */
    static final int MAX_PARALLELIZATION_FACTOR = 10;

    /** 10,000 retries, same page. */
    static final int MAX_RETRY_ATTEMPTS = 10_000;

    MappingPolicy {
        requireRange("batch-size", batchSize, 1, MAX_BATCH_SIZE);
        requireRange("maximum-batching-window", batchingWindow.toSeconds(), 0, MAX_BATCHING_WINDOW.toSeconds());
        requireRange("parallelization-factor", parallelizationFactor, 1, MAX_PARALLELIZATION_FACTOR);
        requireRange("maximum-retry-attempts", maxRetries, -1, MAX_RETRY_ATTEMPTS);
    }

    static MappingPolicy of(EventSourceMappingConfig config) {
        return new MappingPolicy(
                config.batchSize(),
                config.maximumBatchingWindow(),
                config.parallelizationFactor(),
                config.reportBatchItemFailures(),
                config.bisectBatchOnFunctionError(),
                config.maximumRetryAttempts(),
                config.maximumRecordAge(),
                new Backoff(config.retryBackoff(), config.maxRetryBackoff()));
    }

    private static void requireRange(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "raygate.local.event-source-mapping.%s=%d is not in %d..%d".formatted(name, value, min, max));
        }
    }
}
