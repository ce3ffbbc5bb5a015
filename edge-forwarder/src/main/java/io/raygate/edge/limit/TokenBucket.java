// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket in one number: the time at which it is full again. Taking a token moves that time on by what one token
 * takes to come back; nothing is left when it lies a whole burst ahead. (As the generic cell rate algorithm does, ITU-T
 * I.371.) Thread-safe, without locks and allocations.
 */
final class TokenBucket {

    private final long nanosPerToken;
    private final long burstNanos;
    private final AtomicLong fullAtNanos;

    /**
     * A full bucket.
     *
     * @param perSecond tokens that come back in a second, up to a million
     * @param burst     tokens that it holds, at least 1
     * @param nowNanos  of the clock which {@link #tryTake} is given
     */
    TokenBucket(double perSecond, double burst, long nowNanos) {
        this.nanosPerToken = Math.max(1, Math.round(1e9 / perSecond));
        this.burstNanos = Math.round(nanosPerToken * burst);
        this.fullAtNanos = new AtomicLong(nowNanos);
    }

    /** Takes a token where there is one. */
    boolean tryTake(long nowNanos) {
        while (true) {
            long fullAt = fullAtNanos.get();
            long ahead = Math.max(0, fullAt - nowNanos) + nanosPerToken;
            if (ahead > burstNanos) {
                return false;
            }
            if (fullAtNanos.compareAndSet(fullAt, nowNanos + ahead)) {
                return true;
            }
        }
    }

    /** Tokens that are left, parts of tokens included. */
    double tokens(long nowNanos) {
        return (double) (burstNanos - Math.max(0, fullAtNanos.get() - nowNanos)) / nanosPerToken;
    }
}
