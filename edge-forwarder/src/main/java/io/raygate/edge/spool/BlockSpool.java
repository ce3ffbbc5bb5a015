// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sealed blocks in the order in which they came, bounded by their bytes. A full spool drops its oldest block for
 * the newest and counts its documents: the socket is never held up. What is in here is lost with the process.
 *
 * <p>Thread-safe.
 */
public final class BlockSpool {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final ArrayDeque<SealedBlock> blocks = new ArrayDeque<>();
    private final Ledger ledger;
    private final long maxBytes;
    private long bytes;

    /**
     * An empty spool.
     *
     * @param maxBytes of all frames together
     */
    public BlockSpool(Ledger ledger, long maxBytes) {
        this.ledger = ledger;
        this.maxBytes = maxBytes;
    }

    /** Takes a block; never blocks, never refuses. */
    public void offer(SealedBlock block) {
        lock.lock();
        try {
            blocks.addLast(block);
            bytes += block.frame().length;
            while (bytes > maxBytes) {
                ledger.drop(DropReason.SPOOL_FULL, removeFirst().documents());
            }
            notEmpty.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes the oldest blocks. Who takes them answers for them.
     *
     * @param maxBlocks at least 1
     * @param maxBatchBytes of their frames together; a first block larger than this is given alone
     * @param wait how long to wait for a block
     * @return empty where none came in time
     */
    public List<SealedBlock> take(int maxBlocks, long maxBatchBytes, Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long remainingNanos = wait.toNanos();
            while (blocks.isEmpty()) {
                if (remainingNanos <= 0) {
                    return List.of();
                }
                remainingNanos = notEmpty.awaitNanos(remainingNanos);
            }
            return removeBatch(maxBlocks, maxBatchBytes);
        } finally {
            lock.unlock();
        }
    }

    /** Frames held, in bytes. */
    public long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Blocks held. */
    public int size() {
        lock.lock();
        try {
            return blocks.size();
        } finally {
            lock.unlock();
        }
    }

    /** The bound of {@link #bytes()}. */
    public long maxBytes() {
        return maxBytes;
    }

    private List<SealedBlock> removeBatch(int maxBlocks, long maxBatchBytes) {
        List<SealedBlock> batch = new ArrayList<>();
        long batchBytes = 0;
        while (batch.size() < maxBlocks && !blocks.isEmpty()) {
            batchBytes += blocks.getFirst().frame().length;
            if (batchBytes > maxBatchBytes && !batch.isEmpty()) {
                break;
            }
            batch.add(removeFirst());
        }
        return batch;
    }

    private SealedBlock removeFirst() {
        SealedBlock block = blocks.removeFirst();
        bytes -= block.frame().length;
        return block;
    }
}
