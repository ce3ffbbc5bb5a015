// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The senders seen lately, so that none is allocated again for each datagram. Bounded: an address has
 * {@value #WAYS} places where it may stand, and takes one of another where all are taken. A node with more senders
 * than {@value #CAPACITY} gets right answers, more slowly. Zones of link-local addresses are left out: they mean
 * nothing beyond the node. Not thread-safe.
 */
final class SourceAddresses {

    /** Senders remembered. */
    static final int CAPACITY = 1024;

    /** Last eight bytes of {@code ::ffff:0.0.0.0}, which maps IPv4 into IPv6 (RFC 4291 §2.5.5.2). */
    static final long MAPPED_IPV4 = 0xffff_0000_0000L;

    private static final int WAYS = 4;

    private final long[] highs = new long[CAPACITY];
    private final long[] lows = new long[CAPACITY];
    private final @Nullable InetAddress[] addresses = new InetAddress[CAPACITY];
    private int victim;

    /**
     * An address of IPv6; one of IPv4 where it is mapped.
     *
     * @param high first eight bytes
     * @param low last eight bytes
     */
    InetAddress of(long high, long low) {
        int first = firstPlace(high, low);
        for (int place = first; place < first + WAYS; place++) {
            InetAddress known = addresses[place];
            if (known != null && lows[place] == low && highs[place] == high) {
                return known;
            }
        }
        return remember(first, high, low);
    }

    private InetAddress remember(int first, long high, long low) {
        int place = first + (victim++ & (WAYS - 1));
        for (int candidate = first; candidate < first + WAYS; candidate++) {
            if (addresses[candidate] == null) {
                place = candidate;
            }
        }
        InetAddress address = create(high, low);
        highs[place] = high;
        lows[place] = low;
        addresses[place] = address;
        return address;
    }

    private static int firstPlace(long high, long low) {
        long mixed = (high * 31 + low) * 0x9e37_79b9_7f4a_7c15L;
        return (int) (mixed >>> 48) & (CAPACITY - 1) & -WAYS;
    }

    private static InetAddress create(long high, long low) {
        byte[] bytes =
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        try {
            // Mapped addresses come back as IPv4.
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }
}
