// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of bodies that are held, and holds them to a bound. Thread-safe, never waits. */
final class PendingBytes {

    private final long max;
    private final AtomicLong held = new AtomicLong();

    PendingBytes(long max) {
        this.max = max;
    }

    /** Takes them where there is room for all. */
    boolean tryReserve(long bytes) {
        long now = held.get();
        while (now + bytes <= max) {
            long seen = held.compareAndExchange(now, now + bytes);
            if (seen == now) {
                return true;
            }
            now = seen;
        }
        return false;
    }

    void release(long bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }

    long max() {
        return max;
    }
}
