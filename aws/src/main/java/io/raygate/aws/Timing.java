// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A clock, and a way to wait by it. */
public interface Timing {

    /** The clock and the thread of this process. */
    Timing SYSTEM = new Timing() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }

        @Override
        public void sleepUnless(CountDownLatch over, Duration duration) throws InterruptedException {
            var _ = over.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        }
    };

    /** Nanoseconds from some point in time. */
    long nanoTime();

    /** Returns when the time has passed. */
    void sleep(Duration duration) throws InterruptedException;

    /** Returns when the time has passed or the latch is open. */
    default void sleepUnless(CountDownLatch over, Duration duration) throws InterruptedException {
        if (over.getCount() > 0) {
            sleep(duration);
        }
    }
}
