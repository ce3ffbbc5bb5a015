// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.time.Duration;

/**
 * Beyond which times are suspicious.
 *
 * @param maxAge   how long before it was received a document may have started, and its trace id may have been made
 * @param maxAhead how long after it was received a document may start: as far as clocks may differ
 */
public record TimeLimits(Duration maxAge, Duration maxAhead) {

    /**
     * 30 days, for which X-Ray keeps traces ("X-Ray endpoints and quotas", read 2026-11-22), and 5 minutes, which
     * OpenTelemetry's exporter for X-Ray allows.
     */
    public static final TimeLimits DEFAULT = new TimeLimits(Duration.ofDays(30), Duration.ofMinutes(5));

    /** Checks that neither is negative. */
    public TimeLimits {
        if (maxAge.isNegative() || maxAhead.isNegative()) {
            throw new IllegalArgumentException("limits: maxAge=" + maxAge + ", maxAhead=" + maxAhead);
        }
    }
}
