// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import java.time.Duration;

/**
 * How fast the publishers of one stream send together. There is no limit until the stream throttles; then the limit is
 * what the stream has just accepted, falls by half of the share that it throttles (the law of DCTCP, RFC 8257) and rises
 * by {@link #INCREASE_BYTES} and a tenth each second. A minute without throttling lifts it. Forwarders that share a
 * shard so settle near equal shares, and blocks wait in the spool instead of crossing the network in vain.
 *
 * <p>Time comes in as {@link System#nanoTime()}. Thread-safe.
 */
final class SendRate {

    /** The limit never falls below this: a block still goes out every half second. */
    static final long MIN_BYTES_PER_SECOND = 64 * 1024;

    /** A sixteenth of what one shard takes, each second. */
    static final long INCREASE_BYTES = 64 * 1024;

    private static final double INCREASE_SHARE = 0.1;
    private static final double NANOS_A_SECOND = 1e9;
    private static final long CALM_NANOS = Duration.ofMinutes(1).toNanos();

    /** A batch is at most what may be sent in a quarter of a second, so that throttling is met in small pieces. */
    private static final int BATCHES_A_SECOND = 4;

    private double limit = Double.POSITIVE_INFINITY;
    private long nextSendNanos;
    private long changedNanos;
    private long throttledNanos;
    private long windowBeginNanos;
    private long windowBytes;
    private double acceptedBytesPerSecond;

    /** The limit in bytes a second, infinite where there is none. */
    synchronized double bytesPerSecond() {
        return limit;
    }

    /** Most bytes to send in one call now. */
    synchronized long batchBytes(long maxRequestBytes) {
        return (long) Math.min((double) maxRequestBytes, limit / BATCHES_A_SECOND);
    }

    /**
     * Books a call.
     *
     * @return nanoseconds to wait before it
     */
    synchronized long reserve(long bytes, long nowNanos) {
        if (Double.isInfinite(limit)) {
            return 0;
        }
        long sendNanos = nextSendNanos - nowNanos > 0 ? nextSendNanos : nowNanos;
        nextSendNanos = sendNanos + (long) (bytes / limit * NANOS_A_SECOND);
        return sendNanos - nowNanos;
    }

    /** When the next call may be made: what was reserved before is through by then. */
    synchronized long nextTurnNanos(long nowNanos) {
        return !Double.isInfinite(limit) && nextSendNanos - nowNanos > 0 ? nextSendNanos : nowNanos;
    }

    /**
     * Learns from an answer.
     *
     * @param throttledBytes refused for the stream's limits, not for other reasons
     */
    synchronized void answered(long acceptedBytes, long throttledBytes, long nowNanos) {
        measure(acceptedBytes, nowNanos);
        if (throttledBytes > 0) {
            decrease((double) throttledBytes / (acceptedBytes + throttledBytes), nowNanos);
        } else if (!Double.isInfinite(limit)) {
            increase(nowNanos);
        }
    }

    private void measure(long acceptedBytes, long nowNanos) {
        double seconds = (nowNanos - windowBeginNanos) / NANOS_A_SECOND;
        if (seconds >= 1) {
            acceptedBytesPerSecond = windowBytes / seconds;
            windowBeginNanos = nowNanos;
            windowBytes = 0;
        }
        windowBytes += acceptedBytes;
    }

    private void decrease(double share, long nowNanos) {
        double last = Double.isInfinite(limit) ? Math.max(acceptedBytesPerSecond, (double) windowBytes) : limit;
        limit = Math.max((double) MIN_BYTES_PER_SECOND, last * (1 - share / 2));
        changedNanos = nowNanos;
        throttledNanos = nowNanos;
    }

    private void increase(long nowNanos) {
        double seconds = (nowNanos - changedNanos) / NANOS_A_SECOND;
        limit += (INCREASE_BYTES + limit * INCREASE_SHARE) * seconds;
        changedNanos = nowNanos;
        if (nowNanos - throttledNanos >= CALM_NANOS) {
            limit = Double.POSITIVE_INFINITY;
        }
    }
}
