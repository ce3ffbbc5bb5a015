// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How long is waited for a trace.
 *
 * @param patience   at most this long for it to appear and to be complete
 * @param quiet      a trace that has not changed for this long counts as complete
 * @param poll       between two looks
 * @param inProgress whether a trace is taken with spans that have not ended
 * @param services   those that must have reported
 */
record Waiting(Duration patience, Duration quiet, Duration poll, boolean inProgress, Set<String> services) {

    Waiting {
        services = Set.copyOf(services);
        requireWithin("patience", patience, Duration.ofMillis(1), Duration.ofHours(1));
        requireWithin("quiet", quiet, Duration.ZERO, Duration.ofMinutes(10));
        requireWithin("poll", poll, Duration.ofMillis(1), Duration.ofMinutes(1));
    }

    /** Time, for tests to make up. */
    interface Ticks {

        Ticks SYSTEM = new Ticks() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                boolean ignored = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
            }
        };

        long nanoTime();

        void sleep(Duration duration) throws InterruptedException;
    }

    private static void requireWithin(String name, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    name + " must be from " + text(min) + " to " + text(max) + ", but is " + text(value));
        }
    }

    static String text(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
