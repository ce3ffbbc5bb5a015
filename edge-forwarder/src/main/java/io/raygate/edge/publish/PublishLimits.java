// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import java.time.Duration;

/**
 * The bounds of one publisher.
 *
 * @param stream name or ARN, for log lines
 * @param maxRecords of one call
 * @param maxRequestBytes of one call
 * @param minInterval between the beginnings of two calls, where there is no backlog
 * @param maxRefusals of one block alone, with others accepted in between, before it is set aside
 */
record PublishLimits(String stream, int maxRecords, long maxRequestBytes, Duration minInterval, int maxRefusals) {

    static PublishLimits of(String stream, PublishConfig config) {
        return new PublishLimits(
                stream,
                config.maxRecords(),
                config.maxRequest().asLongValue(),
                config.minInterval(),
                config.maxRefusals());
    }
}
