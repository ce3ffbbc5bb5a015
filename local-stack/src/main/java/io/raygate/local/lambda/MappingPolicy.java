// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.time.Duration;
import java.util.Optional;

/**
 * How one event source mapping batches and retries.
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
}
