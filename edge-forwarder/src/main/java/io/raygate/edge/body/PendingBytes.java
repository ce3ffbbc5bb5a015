// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.body;

import java.util.concurrent.atomic.AtomicLong;

/** Counts bytes that are held and keeps them within a bound. Thread-safe, never waits. */
public final class PendingBytes {

    private final long max;
    private final AtomicLong held = new AtomicLong();

    /** At most that many bytes. */
    public PendingBytes(long max) {
        this.max = max;
    }

    /** Reserves bytes if there is room for all of them. */
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

    /** Gives bytes back. */
    public void release(long bytes) {
        held.addAndGet(-bytes);
    }

    /** The bytes held now. */
    public long held() {
        return held.get();
    }

    /** The bound. */
    public long max() {
        return max;
    }
}
