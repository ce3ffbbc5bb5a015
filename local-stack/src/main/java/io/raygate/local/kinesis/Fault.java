// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.time.Duration;

/**
 * A fault to inject.
 *
 * @param share of the entries or requests that it hits, over 0 and at most 1
 * @param duration how long it stays active
 * @param delay for {@link FaultKind#SLOW}
 */
record Fault(String stream, FaultKind kind, double share, Duration duration, Duration delay) {

    static final Duration MAX_DURATION = Duration.ofHours(1);
    /** Under the idle timeout of the AWS port, which would cut the connection. */
    static final Duration MAX_DELAY = Duration.ofMinutes(1);

    Fault {
        if (!Parameters.NAME.matcher(stream).matches()) {
            throw new IllegalArgumentException("stream must match " + Parameters.NAME);
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be over 0 and at most 1: share=" + share);
        }
        if (duration.compareTo(Duration.ZERO) <= 0 || duration.compareTo(MAX_DURATION) > 0) {
            throw new IllegalArgumentException("seconds must be over 0 and at most " + MAX_DURATION.toSeconds());
        }
        if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException("delayMillis must be from 0 to " + MAX_DELAY.toMillis());
        }
    }

    /**
     * Whether the fault hits its n-th candidate, counted from 1: spread evenly, without chance. Half of them means
     * every second one, first the second.
     */
    boolean hits(long candidate) {
        return Math.floor(candidate * share) > Math.floor((candidate - 1) * share);
    }
}
