// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

/**
 * How long to nap after the socket was read empty: as long as configured, but never so long that what comes meanwhile
 * would overflow a small socket buffer. Kernels grant some 208 KiB unless {@code net.core.rmem_max} was raised, which
 * 100,000 small datagrams a second fill in 3 ms. Not thread-safe.
 */
final class Nap {

    /** Shorter naps cost a wake-up for every few datagrams and the kernel rounds them up anyway. */
    private static final long MIN_NANOS = 100_000;

    /** What the kernel charges for a datagram beside its bytes: about 770 on 64-bit Linux, more on large ones. */
    private static final int OVERHEAD_BYTES = 768;

    private final long maxNanos;
    private final long bufferBytes;
    private long nanos;
    private long chargedBytes;

    /** @param grantedBytes receive buffer; the kernel doubles it to make room for its overhead */
    Nap(long maxNanos, long grantedBytes) {
        this.maxNanos = maxNanos;
        this.bufferBytes = 2 * grantedBytes;
        this.nanos = maxNanos;
    }

    /** A datagram came; allocators round up to the next power of two, hence twice its length at most. */
    void onDatagram(int bytes) {
        chargedBytes += 2L * bytes + OVERHEAD_BYTES;
    }

    /** Nanoseconds to nap, now that the socket is empty: halved beyond a quarter of the buffer, doubled below a tenth. */
    long next() {
        if (chargedBytes > bufferBytes / 4) {
            nanos = Math.max(nanos / 2, Math.min(MIN_NANOS, maxNanos));
        } else if (chargedBytes < bufferBytes / 10) {
            nanos = Math.min(nanos * 2, maxNanos);
        }
        chargedBytes = 0;
        return nanos;
    }
}
