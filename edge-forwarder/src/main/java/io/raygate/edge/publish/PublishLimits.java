// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import java.time.Duration;

/**
 * The bounds of one publisher.
 *
 * @param stream name or ARN, for log lines
 * @param maxRecords of one call, 1 to {@link #MAX_RECORDS}
 * @param maxRequestBytes of one call, at most {@link #MAX_REQUEST_BYTES}
 * @param minInterval between the beginnings of two calls, where there is no backlog
 * @param maxRefusals of one block alone, with others accepted in between, before it is set aside
 */
record PublishLimits(String stream, int maxRecords, long maxRequestBytes, Duration minInterval, int maxRefusals) {

    /** Records of one PutRecords call: Kinesis API reference, PutRecords, read 2026-11-22. */
    static final int MAX_RECORDS = 500;

    /**
     * Bytes of one PutRecords call. The API reference, PutRecords, read 2026-11-22, gives 10 MiB; older pages and
     * stand-ins hold to 5 MiB, so that is what we keep to.
     */
    static final long MAX_REQUEST_BYTES = 5L * 1024 * 1024;

    PublishLimits {
        if (maxRecords < 1 || maxRecords > MAX_RECORDS) {
            throw new IllegalArgumentException(
                    "raygate.publish.max-records: " + maxRecords + " is out of range; write 1 to " + MAX_RECORDS);
        }
        if (maxRequestBytes < 1 || maxRequestBytes > MAX_REQUEST_BYTES) {
            throw new IllegalArgumentException(
                    "raygate.publish.max-request: " + maxRequestBytes + " bytes is out of range; write at most 5M");
        }
        if (maxRefusals < 1) {
            throw new IllegalArgumentException(
                    "raygate.publish.max-refusals: " + maxRefusals + " is out of range; write at least 1");
        }
    }

    static PublishLimits of(PublishConfig config) {
        return new PublishLimits(
                config.stream(),
                config.maxRecords(),
                config.maxRequest().asLongValue(),
                config.minInterval(),
                config.maxRefusals());
    }
}
