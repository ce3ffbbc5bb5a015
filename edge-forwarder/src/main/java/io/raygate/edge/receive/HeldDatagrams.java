// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams that came while the forwarder was starting, in their order. Bounded: what does not fit stays in the socket's
 * buffer. Lost if the process dies. Not thread-safe: one thread fills it and ends, then another empties it.
 */
final class HeldDatagrams {

    /** What a datagram costs beside its bytes: its array, record and place in the queue, and an address at most. */
    private static final int OVERHEAD_BYTES = 160;

    private final Queue<Held> held = new ArrayDeque<>();
    private final long maxBytes;
    private long bytes;

    HeldDatagrams(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    static HeldDatagrams none() {
        return new HeldDatagrams(0);
    }

    /** Those of several sockets, one after the other. */
    static HeldDatagrams all(List<HeldDatagrams> parts) {
        HeldDatagrams all = none();
        parts.forEach(part -> all.held.addAll(part.held));
        return all;
    }

    /** True where the largest datagram still fits. */
    boolean hasRoom() {
        return bytes + DatagramReceiver.MAX_DATAGRAM_BYTES + OVERHEAD_BYTES <= maxBytes;
    }

    int count() {
        return held.size();
    }

    /** Copies a datagram. */
    void add(ByteBuffer datagram, InetAddress source, long receivedUnixNanos) {
        byte[] copy = new byte[datagram.remaining()];
        datagram.get(copy);
        held.add(new Held(copy, source, receivedUnixNanos));
        bytes += copy.length + OVERHEAD_BYTES;
    }

    /** The oldest, which is forgotten here; null where there is none. */
    @Nullable
    Held poll() {
        return held.poll();
    }

    /** One datagram. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and nobody else has the array
    record Held(byte[] bytes, InetAddress source, long receivedUnixNanos) {}
}
