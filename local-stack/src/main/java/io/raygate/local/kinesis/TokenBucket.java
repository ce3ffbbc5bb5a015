// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

/**
 * A rate limit that allows one second's worth in a burst. Time comes in as a parameter. Not thread-safe: its shard's
 * stream guards it.
 *
 * <p>An amount over the capacity passes a full bucket and leaves it in debt, as AWS lets through a record that is larger
 * than a second's worth and refuses the next ones until it is paid off.
 */
final class TokenBucket {

    private static final double NANOS_PER_SECOND = 1e9;

    private final double capacity;
    private double tokens;
    private long refilledNanos;

    TokenBucket(int perSecond, long nowNanos) {
        this.capacity = perSecond;
        this.tokens = perSecond;
        this.refilledNanos = nowNanos;
    }

    /** Whether the amount could be taken now. */
    boolean holds(double amount, long nowNanos) {
        refill(nowNanos);
        return tokens >= Math.min(amount, capacity);
    }

    /** Takes the amount, into debt if need be. */
    void take(double amount) {
        tokens -= amount;
    }

    /** A clock that steps back stands still instead. */
    private void refill(long nowNanos) {
        long elapsedNanos = Math.max(0, nowNanos - refilledNanos);
        tokens = Math.min(capacity, tokens + elapsedNanos / NANOS_PER_SECOND * capacity);
        refilledNanos = Math.max(refilledNanos, nowNanos);
    }
}
