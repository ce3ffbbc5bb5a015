// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.aws.Backoff;
import io.raygate.aws.Timing;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * When a publisher sends.
 *
 * @param rate shared by the publishers of a stream
 * @param backoff after a failure
 */
record Pace(SendRate rate, Backoff backoff, Timing timing) {

    /** Waits until the clock has reached a time or the latch is open; returns at once where either is so. */
    void awaitTime(long nanoTime, CountDownLatch unless) throws InterruptedException {
        long nanos = nanoTime - timing.nanoTime();
        if (nanos > 0) {
            timing.sleepUnless(unless, Duration.ofNanos(nanos));
        }
    }

    /** Waits for the turn of a call. */
    void awaitTurn(long bytes) throws InterruptedException {
        long nanos = rate.reserve(bytes, timing.nanoTime());
        if (nanos > 0) {
            timing.sleep(Duration.ofNanos(nanos));
        }
    }

    /**
     * Waits after failures.
     *
     * @param failuresInARow none where 0
     */
    void pause(int failuresInARow) throws InterruptedException {
        if (failuresInARow > 0) {
            backoff.sleep(failuresInARow, timing);
        }
    }

    void answered(PutResult result) {
        rate.answered(result.acceptedBytes(), result.throttledBytes(), timing.nanoTime());
    }
}
