// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

import io.raygate.block.BlockWriter;
import io.raygate.block.Workload;
import io.raygate.edge.workload.EntrySize;
import io.raygate.edge.workload.Workloads;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the workload table of the open block: the senders that its documents refer to, each once. A sender whose pod
 * changes while the block is open gets a second entry; documents that were passed on refer to none. Senders are
 * remembered from block to block, a bounded number of them, so finding a known one allocates nothing. Not thread-safe.
 */
@SuppressWarnings("ReferenceEquality") // a workload is the same until something about it changes: Workloads#at
final class BlockSenders {

    /** Readers refuse more than 4,096 entries in a block. */
    private static final int MAX_SENDERS = 4_000;

    private final Workloads workloads;
    private final Runnable onUnknown;
    private final Map<InetAddress, Sender> senders = new HashMap<>();
    private long block;
    private int entries;

    /** @param onUnknown run once in a block for each sender without a workload */
    BlockSenders(Workloads workloads, Runnable onUnknown) {
        this.workloads = workloads;
        this.onUnknown = onUnknown;
    }

    /** The sender behind an address, as it is known now. */
    Sender of(InetAddress source) {
        Workload workload = workloads.at(source);
        Sender known = senders.get(source);
        if (known != null && known.workload == workload) {
            return known;
        }
        if (senders.size() >= MAX_SENDERS) {
            senders.clear();
        }
        Sender sender = new Sender(workload, source);
        senders.put(source, sender);
        return sender;
    }

    /** Room which the open block needs for {@link #entry}: 0 where the sender is in its table, else at most this. */
    int bytesFor(Sender sender) {
        if (sender.block == block) {
            return 0;
        }
        return entries < MAX_SENDERS ? sender.bytes : Integer.MAX_VALUE / 2;
    }

    /** The sender's place in the table of the open block, where it is put if it is new; 0 where it gets none. */
    int entry(Sender sender, BlockWriter writer) {
        if (sender.block != block) {
            sender.block = block;
            sender.entry = newEntry(sender, writer);
        }
        return sender.entry;
    }

    private int newEntry(Sender sender, BlockWriter writer) {
        if (sender.workload == Workloads.RELAYED) {
            return 0;
        }
        entries++;
        if (sender.workload == Workloads.UNKNOWN) {
            onUnknown.run();
        }
        return writer.addWorkload(sender.named);
    }

    /** The block was sealed: the next one begins with an empty table. */
    void nextBlock() {
        block++;
        entries = 0;
    }

    /** An address with the workload that was behind it when a document came. */
    static final class Sender {

        private final Workload workload;
        private final Workload named;
        private final int bytes;
        private long block = -1;
        private int entry;

        private Sender(Workload workload, InetAddress source) {
            this.workload = workload;
            this.named = workload == Workloads.UNKNOWN ? Workload.ofAddress(textOf(source)) : workload;
            this.bytes = workload == Workloads.RELAYED ? 0 : EntrySize.bytes(named);
        }

        /** Without the zone of a link-local address, which means nothing beyond this node. */
        private static String textOf(InetAddress source) {
            String text = source.getHostAddress();
            int zone = text.indexOf('%');
            return zone < 0 ? text : text.substring(0, zone);
        }
    }
}
