// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.kinesis.StoredRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A batch that was given up, described as Lambda does for an on-failure destination: metadata only, no payload.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html">Lambda Developer
 *     Guide, on-failure destinations for Kinesis, read 2026-11-22</a>
 */
record DiscardedBatch(String condition, int approximateInvokeCount, Instant at, Map<String, Object> batchInfo) {

    /** Why records were given up. */
    enum Condition {
        RETRY_ATTEMPTS_EXHAUSTED("RetryAttemptsExhausted"),
        RECORD_AGE_EXCEEDED("RecordAgeExceeded"),
        /** A record that does not fit into an event even alone; no condition of Lambda's. */
        PAYLOAD_TOO_LARGE("PayloadTooLarge");

        private final String text;

        Condition(String text) {
            this.text = text;
        }
    }

    static DiscardedBatch of(Condition condition, Delivery delivery, String shardId, StreamArn stream, Instant at) {
        List<StoredRecord> records = delivery.records();
        Map<String, Object> batchInfo = Map.of(
                "shardId", shardId,
                "startSequenceNumber", records.getFirst().sequenceNumber(),
                "endSequenceNumber", records.getLast().sequenceNumber(),
                "approximateArrivalOfFirstRecord",
                        records.getFirst().approximateArrival().toString(),
                "approximateArrivalOfLastRecord",
                        records.getLast().approximateArrival().toString(),
                "batchSize", records.size(),
                "streamArn", stream.text());
        return new DiscardedBatch(condition.text, delivery.invocations(), at, batchInfo);
    }

    Map<String, Object> status(String functionArn) {
        return Map.of(
                "version",
                "1.0",
                "timestamp",
                at.toString(),
                "requestContext",
                Map.of(
                        "functionArn", functionArn,
                        "condition", condition,
                        "approximateInvokeCount", approximateInvokeCount),
                "KinesisBatchInfo",
                batchInfo);
    }
}
