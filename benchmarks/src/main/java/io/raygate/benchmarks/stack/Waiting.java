// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.stack;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for other processes. */
public final class Waiting {

    private Waiting() {}

    /**
     * Asks every {@code every} until it is so.
     *
     * @return whether it was so within the patience
     */
    public static boolean until(Duration patience, Duration every, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            long restNanos = deadlineNanos - System.nanoTime();
            if (restNanos <= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(Math.min(every.toNanos(), restNanos));
        }
        return true;
    }

    /** Lets time pass. */
    public static void pause(Duration duration) {
        var _ = until(duration, duration, () -> false);
    }
}
