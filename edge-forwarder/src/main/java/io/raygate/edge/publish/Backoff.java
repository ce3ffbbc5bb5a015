// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses with full jitter: anything from nothing to a ceiling that doubles with every failure in a row, so that
 * forwarders which failed together do not come back together.
 */
record Backoff(Duration min, Duration max) {

    Backoff {
        if (min.isNegative() || min.isZero() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("raygate.publish.min-backoff and max-backoff: " + min + " and " + max
                    + " do not fit; write a positive minimum and a maximum not below it");
        }
    }

    /**
     * The pause before the next attempt.
     *
     * @param failuresInARow at least 1
     */
    Duration pause(int failuresInARow, RandomGenerator random) {
        int doublings = Math.min(failuresInARow - 1, 30);
        long ceilingNanos = Math.min(
                max.toNanos(), min.toNanos() << Math.min(doublings, Long.numberOfLeadingZeros(min.toNanos()) - 1));
        return Duration.ofNanos(random.nextLong(ceilingNanos + 1));
    }
}
