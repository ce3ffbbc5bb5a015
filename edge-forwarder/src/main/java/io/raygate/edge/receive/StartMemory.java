// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.util.concurrent.atomic.AtomicLong;

/** The memory for datagrams that come while the forwarder is starting, shared by all sockets. Thread-safe. */
final class StartMemory {

    /** What a datagram costs beside its bytes: its array, record and place in the queue, and an address at most. */
    static final int OVERHEAD_BYTES = 160;

    /** What the largest datagram takes. */
    static final int LARGEST_BYTES = DatagramReceiver.MAX_DATAGRAM_BYTES + OVERHEAD_BYTES;

    /** The rest of the heap is for what starts meanwhile. */
    private static final int SHARE_OF_HEAP = 4;

    private final AtomicLong left;

    StartMemory(long maxBytes) {
        this.left = new AtomicLong(maxBytes);
    }

    /** As configured, but a quarter of the heap at most. */
    static StartMemory ofThisProcess(long configuredBytes) {
        return new StartMemory(Math.min(configuredBytes, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
    }

    /** Takes so many bytes; false, and nothing is taken, where fewer are left. */
    boolean take(int bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    void giveBack(int bytes) {
        left.addAndGet(bytes);
    }
}
