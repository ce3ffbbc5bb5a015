// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.export;

import java.time.Duration;

/**
 * What an OTLP endpoint takes. The first three refuse what exceeds them alone; the others decide where one request ends and
 * the next begins.
 *
 * @param maxSpanBytes     of one span
 * @param maxResourceBytes of a resource and a scope together
 * @param time             how far the times of spans may be from now
 * @param maxRequestBytes  of one request, before it is compressed
 * @param maxRequestSpans  of one request
 * @param maxSpread        between the earliest start and the latest end in one request
 */
public record ExportLimits(
        int maxSpanBytes,
        int maxResourceBytes,
        TimeLimits time,
        int maxRequestBytes,
        int maxRequestSpans,
        Duration maxSpread) {

    /**
     * How far times may be from now.
     *
     * @param maxAge   a span that started longer ago is refused
     * @param maxAhead a span that starts or ends later is refused
     */
    public record TimeLimits(Duration maxAge, Duration maxAhead) {}

    /** Whether spans from {@code first} to {@code last}, nanoseconds since the epoch, may be in one request. */
    public boolean allowsSpread(long first, long last) {
        return last - first <= maxSpread.toNanos();
    }
}
