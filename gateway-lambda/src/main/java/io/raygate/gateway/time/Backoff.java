// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between calls that failed: doubling from {@code min} to {@code max}, of which the upper half is random, so that
 * functions which failed together do not come back together.
 */
public record Backoff(Duration min, Duration max) {

    private static final int MAX_DOUBLINGS = 20;

    /**
     * The pause.
     *
     * @param failures in a row, from 1
     */
    public Duration pause(int failures, RandomGenerator random) {
        long doubled = min.toNanos() << Math.min(failures - 1, MAX_DOUBLINGS);
        long ceilingNanos = Math.min(max.toNanos(), doubled);
        return Duration.ofNanos(ceilingNanos / 2 + random.nextLong(ceilingNanos / 2 + 1));
    }

    /** Sleeps for the pause. False, at once, where the deadline comes first. */
    public boolean sleep(int failures, RandomGenerator random, Deadline deadline) throws InterruptedException {
        return deadline.sleep(pause(failures, random));
    }
}
