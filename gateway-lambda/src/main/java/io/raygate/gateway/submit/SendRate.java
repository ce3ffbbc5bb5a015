// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

/**
 * How fast this process may send to one target, learned from throttling: additive increase by weight, multiplicative
 * decrease. Senders that contend for one limit without knowing of each other come to rates in proportion to their
 * weights, since all are throttled alike and each climbs by its own weight (D. Chiu and R. Jain, "Analysis of the
 * increase and decrease algorithms", 1989). Until the first throttling, and once it has climbed back, only the ceiling
 * holds. Thread-safe; time comes in as nanoseconds from some point.
 */
final class SendRate {

    /** Documents a second below which throttling never takes it, one full call; or the ceiling, where that is lower. */
    static final double FLOOR = 50;

    /** What is assumed when the first call of all is throttled: below X-Ray's usual limit for an account. */
    private static final double FIRST_GUESS = 1_000;

    private static final double DECREASE = 0.7;
    private static final double NANOS_A_SECOND = 1e9;

    private final double ceiling;
    private final double recovery;
    private double rate;
    private long nextFreeNanos;
    private long lastCutNanos;
    private boolean cutBefore;
    private long windowStartNanos;
    private long windowDocuments;

    /**
     * A rate that is not throttled yet.
     *
     * @param ceiling  documents a second at most, above 0; infinite for none
     * @param recovery documents a second that the rate climbs by, in a second and for a weight of 1
     */
    SendRate(double ceiling, double recovery, long nowNanos) {
        this.ceiling = ceiling;
        this.recovery = recovery;
        this.rate = ceiling;
        this.nextFreeNanos = nowNanos;
        this.windowStartNanos = nowNanos;
    }

    /**
     * Nanoseconds to wait before this many documents are sent. Where that would be more than allowed the answer is
     * negative, and nothing is reserved.
     */
    synchronized long reserve(int documents, long nowNanos, long allowedNanos) {
        long waitNanos = Math.max(0, nextFreeNanos - nowNanos);
        if (waitNanos > allowedNanos) {
            return -1;
        }
        nextFreeNanos = nowNanos + waitNanos + (long) (documents / rate * NANOS_A_SECOND);
        return waitNanos;
    }

    /** This many documents were taken. */
    synchronized void taken(int documents, int weight, long nowNanos) {
        if (nowNanos - windowStartNanos > NANOS_A_SECOND) {
            windowStartNanos = nowNanos;
            windowDocuments = 0;
        }
        windowDocuments += documents;
        if (cutBefore && rate < ceiling) {
            rate = Math.min(ceiling, rate + weight * recovery * documents / rate);
        }
    }

    /** A call was throttled. Calls under way at once are throttled together: that counts as one within {@code holdNanos}. */
    synchronized void throttled(long nowNanos, long holdNanos) {
        if (cutBefore && nowNanos - lastCutNanos < holdNanos) {
            return;
        }
        double present = Double.isInfinite(rate) ? Math.max(FIRST_GUESS, measured(nowNanos)) : rate;
        rate = Math.max(Math.min(FLOOR, ceiling), present * DECREASE);
        cutBefore = true;
        lastCutNanos = nowNanos;
    }

    /** Nothing is sent before this time has passed: the service asks for it. */
    synchronized void pause(long nowNanos, long pauseNanos) {
        if (pauseNanos > 0 && nowNanos + pauseNanos - nextFreeNanos > 0) {
            nextFreeNanos = nowNanos + pauseNanos;
        }
    }

    /** Documents a second; infinite where nothing limits. */
    synchronized double rate() {
        return rate;
    }

    private double measured(long nowNanos) {
        double seconds = Math.max(0.1, (nowNanos - windowStartNanos) / NANOS_A_SECOND);
        return windowDocuments / seconds;
    }
}
