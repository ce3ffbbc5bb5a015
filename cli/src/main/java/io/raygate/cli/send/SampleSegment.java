// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.send;

import java.time.Instant;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * A segment that X-Ray takes.
 *
 * @param traceId by which it is found
 */
record SampleSegment(String traceId, String document) {

    private static final double SECONDS = 0.25;

    static SampleSegment of(Instant now, RandomGenerator random) {
        double end = now.toEpochMilli() / 1_000.0;
        String traceId = "1-%08x-%08x%016x".formatted(now.getEpochSecond(), random.nextInt(), random.nextLong());
        String document = String.format(
                Locale.ROOT,
                "{\"name\":\"raygate-send\",\"id\":\"%016x\",\"trace_id\":\"%s\",\"start_time\":%.3f,\"end_time\":%.3f,"
                        + "\"annotations\":{\"sent_by\":\"raygate\"}}",
                random.nextLong(),
                traceId,
                end - SECONDS,
                end);
        return new SampleSegment(traceId, document);
    }
}
