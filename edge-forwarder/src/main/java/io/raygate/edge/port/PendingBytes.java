// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of bodies that are held, and holds them to a bound. Thread-safe, never waits. */
public final class PendingBytes {

    private final long max;
    private final AtomicLong held = new AtomicLong();

    /** That many at most. */
    public PendingBytes(long max) {
        this.max = max;
    }

    /** Takes them where there is room for all. */
    public boolean tryReserve(long bytes) {
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

    /** Gives them back. */
    public void release(long bytes) {
        held.addAndGet(-bytes);
    }

    /** Those held now. */
    public long held() {
        return held.get();
    }

    /** The bound. */
    public long max() {
        return max;
    }
}
