// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What the kernel has dropped for one socket. Written by one thread, read by any. */
final class KernelDrops {

    /** The kernel counts in 32 bits. */
    private static final long WRAPS_AT_MASK = 0xffff_ffffL;

    private final long inode;
    private final String name;
    private long lastReading;
    private final AtomicLong total = new AtomicLong();

    KernelDrops(long inode, String name) {
        this.inode = inode;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Datagrams dropped since the socket was opened; keeps its last value when the socket is closed. */
    long total() {
        return total.get();
    }

    void update(List<KernelSockets.Entry> sockets) {
        for (KernelSockets.Entry socket : sockets) {
            if (socket.inode() == inode) {
                total.addAndGet((socket.drops() - lastReading) & WRAPS_AT_MASK);
                lastReading = socket.drops();
            }
        }
    }
}
