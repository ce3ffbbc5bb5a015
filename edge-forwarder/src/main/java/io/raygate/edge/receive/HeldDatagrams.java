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
 * Datagrams that came while the forwarder was starting, in their order. Bounded by a {@link StartMemory}: what does not fit
 * stays in the socket's buffer. Lost if the process dies. Not thread-safe: one thread fills it and ends, then another empties
 * it.
 */
final class HeldDatagrams {

    private final Queue<Held> held = new ArrayDeque<>();
    private final StartMemory memory;
    private boolean hasPlace;
    private int dropped;

    HeldDatagrams(StartMemory memory) {
        this.memory = memory;
    }

    static HeldDatagrams none() {
        return new HeldDatagrams(new StartMemory(0));
    }

    /** Those of several sockets, one after the other. */
    static HeldDatagrams all(List<HeldDatagrams> parts) {
        HeldDatagrams all = none();
        for (HeldDatagrams part : parts) {
            all.held.addAll(part.held);
            all.dropped += part.dropped;
        }
        return all;
    }

    /** Takes a place for the largest datagram, which the next {@link #add} fills; false where there is none. */
    boolean makeRoom() {
        hasPlace = hasPlace || memory.take(StartMemory.LARGEST_BYTES);
        return hasPlace;
    }

    /** Nothing comes at the moment: gives back the place that was taken for it. */
    void giveRoomBack() {
        if (hasPlace) {
            hasPlace = false;
            memory.giveBack(StartMemory.LARGEST_BYTES);
        }
    }

    int count() {
        return held.size();
    }

    /** Those that were read while there was no room. */
    int dropped() {
        return dropped;
    }

    /** Copies a datagram into the place that was taken for it; counts it as dropped where there is none. */
    void add(ByteBuffer datagram, InetAddress source, long receivedUnixNanos) {
        if (!makeRoom()) {
            dropped++;
            return;
        }
        byte[] copy = new byte[datagram.remaining()];
        datagram.get(copy);
        held.add(new Held(copy, source, receivedUnixNanos));
        hasPlace = false;
        memory.giveBack(StartMemory.LARGEST_BYTES - copy.length - StartMemory.OVERHEAD_BYTES);
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
