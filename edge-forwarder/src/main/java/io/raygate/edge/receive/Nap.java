// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

/**
 * Decides how a receiver waits once its socket is empty. It sleeps until the next datagram while few come, and naps for a
 * fixed time while a nap would save wake-ups, which cost far more than reads. A nap ends before what arrives meanwhile
 * fills an eighth of the socket buffer. Not thread-safe.
 *
 * <pre>
 *   few datagrams                    many                              more than the buffer holds in a nap
 *   sleep until the next one   ──▶   nap for raygate.receive.nap  ──▶  nap for an eighth of the buffer
 * </pre>
 */
final class Nap {

    /** Shorter naps cost a wake-up for every few datagrams, and the kernel rounds them up anyway. */
    private static final long MIN_NANOS = 100_000;

    /** A nap that brings fewer costs no less than waking for each. */
    private static final int WORTHWHILE_DATAGRAMS = 2;

    /** What the kernel charges for a datagram beside its bytes: about 770 on 64-bit Linux, more on large ones. */
    private static final int OVERHEAD_BYTES = 768;

    /** A rate that begins at once must not find a nap in which it fills half of the buffer: 20,000 documents of 1.5 KB. */
    private static final double SUDDEN_BYTES_PER_NANO = 20_000.0 * (2 * 1_500 + OVERHEAD_BYTES) / 1e9;

    private final long maxNanos;
    private final long bufferBytes;
    private int datagrams;
    private long chargedBytes;

    /** @param grantedBytes receive buffer; the kernel doubles it to make room for its overhead */
    Nap(long maxNanos, long grantedBytes) {
        this.bufferBytes = 2 * grantedBytes;
        this.maxNanos = Math.min(maxNanos, (long) (bufferBytes / 2.0 / SUDDEN_BYTES_PER_NANO));
    }

    /** A datagram came; allocators round up to the next power of two, hence twice its length at most. */
    void onDatagram(int bytes) {
        datagrams++;
        chargedBytes += 2L * bytes + OVERHEAD_BYTES;
    }

    /**
     * True where what has come since the last {@link #next} may have filled the socket buffer: no nap, and no pause of
     * the machine, let so much gather without a trace here.
     */
    boolean mayHaveOverflowed() {
        return chargedBytes >= bufferBytes / 4;
    }

    /**
     * Nanoseconds to nap, now that the socket is empty; 0 where sleeping until the next datagram is cheaper.
     *
     * @param elapsedNanos time in which the datagrams since the last call have come
     */
    long next(long elapsedNanos) {
        double elapsed = Math.max(elapsedNanos, 1);
        boolean isWorthwhile = datagrams * (maxNanos / elapsed) >= WORTHWHILE_DATAGRAMS;
        double eighth = chargedBytes == 0 ? (double) maxNanos : bufferBytes / 8.0 / (chargedBytes / elapsed);
        datagrams = 0;
        chargedBytes = 0;
        return isWorthwhile ? Math.clamp((long) eighth, Math.min(MIN_NANOS, maxNanos), maxNanos) : 0;
    }
}
