// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger.Contents;
import io.raygate.edge.spool.BlockSpool.SpoolUsage;
import io.raygate.edge.spool.SpoolConfig.SpoolMode;
import io.raygate.edge.spool.SpoolFile.StoredBlock;
import io.raygate.edge.tenant.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The queue of a spool and its books, one step at a time. What is bounded is bounded here: a step that adds frees, by
 * dropping the oldest. No step does I/O. Thread-safe.
 */
final class SpoolState {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final SpoolQueues queues;
    private final SpoolLimits limits;
    private long changes;
    private boolean ending;
    private boolean closed;

    SpoolState(SpoolQueues queues, SpoolLimits limits) {
        this.queues = queues;
        this.limits = limits;
    }

    SpoolUsage usage() {
        return locked(() -> queues.totals().usage);
    }

    SpoolUsage usage(Tenant tenant) {
        return locked(() -> queues.of(tenant).usage());
    }

    /** Whether a tenant's block could be leased now. */
    boolean hasWaiting(Tenant tenant, boolean readsDisk) {
        return locked(() -> !closed && queues.of(tenant).hasWaiting(readsDisk));
    }

    /** Counts whatever might let a block be leased that could not be before. */
    long changes() {
        return locked(() -> changes);
    }

    /** Waits for a change after those that were seen. */
    void awaitChange(long seen, long waitNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long remainingNanos = waitNanos;
            while (changes == seen && remainingNanos > 0) {
                remainingNanos = changed.awaitNanos(remainingNanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Adds the newest block of a tenant, whose documents are in the books. */
    void add(Tenant tenant, SealedBlock block) {
        locked(() -> {
            SpoolQueue queue = queues.of(tenant);
            if (closed) {
                queue.books().drop(DropReason.SHUTDOWN, new Contents(block.documents(), block.spans()));
                return;
            }
            queue.add(block);
            while (queues.totals().usage.memoryBytes() > limits.maxMemoryBytes() && freeMemory()) {
                // one block less
            }
            signal();
        });
    }

    /**
     * Puts files before all that waits, and in the books.
     *
     * @return what tenants have left that are no longer configured
     */
    Map<Tenant, SpoolUsage> replay(List<StoredBlock> files) {
        return locked(() -> {
            queues.replay(files);
            signal();
            return queues.left();
        });
    }

    /** Lets those who wait look again. */
    void wakeUp() {
        locked(this::signal);
    }

    /** From here on nobody waits for a block that is not there. */
    void endWaiting() {
        locked(() -> {
            ending = true;
            signal();
        });
    }

    /** Waits until no block is left that somebody publishes, in memory, on disk or leased. */
    void awaitEmpty(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long remainingNanos = patience.toNanos();
            while (queues.hold() && remainingNanos > 0) {
                remainingNanos = changed.awaitNanos(remainingNanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Leases a tenant's oldest blocks.
     *
     * @param readsDisk asked for whether blocks that are on disk only are to be given
     * @return empty where none came in time
     */
    List<SpoolEntry> lease(Tenant tenant, int maxBlocks, long maxBatchBytes, BooleanSupplier readsDisk, Duration wait)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            SpoolQueue queue = queues.of(tenant);
            long remainingNanos = wait.toNanos();
            while (!closed && !queue.hasWaiting(readsDisk.getAsBoolean())) {
                if (remainingNanos <= 0 || ending) {
                    return List.of();
                }
                remainingNanos = changed.awaitNanos(remainingNanos);
            }
            return closed ? List.of() : queue.lease(maxBlocks, maxBatchBytes, readsDisk.getAsBoolean());
        } finally {
            lock.unlock();
        }
    }

    /** Puts leased blocks back to where they came from. */
    void giveBack(List<SpoolEntry> leased) {
        locked(() -> {
            unsettled(leased).reversed().forEach(entry -> entry.queue.giveBack(entry));
            signal();
        });
    }

    /** Puts a leased block behind all others. */
    void defer(SpoolEntry entry) {
        locked(() -> {
            unsettled(List.of(entry)).forEach(left -> left.queue.defer(left));
            signal();
        });
    }

    /**
     * The stream has refused this leased block alone: it goes behind all others, or is given up.
     *
     * @return true where it was given up; who calls this looks after its file
     */
    boolean refuse(SpoolEntry entry, int maxRefusals) {
        return locked(() -> {
            if (closed || entry.settled) {
                return false;
            }
            if (entry.refuse() >= maxRefusals) {
                settleDropped(DropReason.UNSENDABLE, entry);
                return true;
            }
            entry.queue.defer(entry);
            signal();
            return false;
        });
    }

    /**
     * The stream has these blocks.
     *
     * @return their files, which are now to be deleted
     */
    List<StoredBlock> publish(List<SpoolEntry> leased) {
        List<StoredBlock> files = new ArrayList<>();
        locked(() -> {
            for (SpoolEntry entry : unsettled(leased)) {
                entry.queue.countAccepted();
                entry.queue.books().publish(entry.contents);
                entry.queue.settle(entry).ifPresent(files::add);
            }
            signal();
        });
        return files;
    }

    /** A block is given up; who calls this looks after its file. */
    void drop(DropReason reason, SpoolEntry entry) {
        locked(() -> unsettled(List.of(entry)).forEach(left -> settleDropped(reason, left)));
    }

    /**
     * Ends the books: all that is in memory only is given up, leased or not, and what anybody says of a block from here on
     * changes nothing.
     */
    void close(DropReason reason) {
        locked(() -> {
            closed = true;
            signal();
            for (Optional<SpoolEntry> left = queues.totals().oldestUnwritten();
                    left.isPresent();
                    left = queues.totals().oldestUnwritten()) {
                settleDropped(reason, left.get());
            }
        });
    }

    /** Waits for a block that has to be written; empty where none came in time. */
    Optional<UnwrittenBlock> awaitUnwritten(long waitNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long remainingNanos = waitNanos;
            Optional<SpoolEntry> next = nextUnwritten();
            while (next.isEmpty() && remainingNanos > 0 && !ending) {
                remainingNanos = changed.awaitNanos(remainingNanos);
                next = nextUnwritten();
            }
            return next.flatMap(UnwrittenBlock::of);
        } finally {
            lock.unlock();
        }
    }

    /** The oldest block that is in memory only, whatever the mode. */
    Optional<UnwrittenBlock> oldestUnwritten() {
        return locked(() -> queues.totals().oldestUnwritten().flatMap(UnwrittenBlock::of));
    }

    /**
     * Drops the oldest blocks on disk, of whoever has most there, until a file fits in.
     *
     * @param freed where the files go that are now to be deleted
     * @return false where all that is on disk is leased, and it does not fit
     */
    boolean makeDiskRoom(long fileBytes, List<StoredBlock> freed) {
        return locked(() -> {
            while (!closed && queues.totals().usage.diskBytes() + fileBytes > limits.maxDiskBytes()) {
                Optional<SpoolEntry> oldest = queues.nextToLeaveDisk();
                if (oldest.isEmpty()) {
                    return false;
                }
                settleDropped(DropReason.SPOOL_FULL, oldest.get()).ifPresent(freed::add);
            }
            return !closed;
        });
    }

    /** Notes that a block is on disk; false where it is settled already and the file of no use. */
    boolean stored(SpoolEntry entry, StoredBlock file) {
        return locked(() -> {
            boolean wanted = entry.queue.stored(entry, file);
            if (limits.mode() == SpoolMode.OVERFLOW) {
                entry.queue.releaseBlock(entry);
            }
            return wanted;
        });
    }

    private void signal() {
        changes++;
        changed.signalAll();
    }

    private Optional<SpoolEntry> nextUnwritten() {
        return switch (limits.mode()) {
            case ALWAYS -> queues.totals().oldestUnwritten();
            case OVERFLOW ->
                queues.totals().usage.memoryBytes() > limits.spillAboveBytes()
                        ? queues.totals().oldestUnwrittenWaiting()
                        : Optional.empty();
        };
    }

    /** Frees the memory of one block; false where all are leased. */
    private boolean freeMemory() {
        Optional<SpoolEntry> oldest = queues.nextToLeaveMemory();
        oldest.ifPresent(entry -> {
            if (entry.file == null) {
                settleDropped(DropReason.SPOOL_FULL, entry);
            } else {
                entry.queue.releaseBlock(entry);
            }
        });
        return oldest.isPresent();
    }

    /** Those of whom anything can still be said: blocks are leased to threads that may outlive the spool. */
    private List<SpoolEntry> unsettled(List<SpoolEntry> entries) {
        return closed
                ? List.of()
                : entries.stream().filter(entry -> !entry.settled).toList();
    }

    private Optional<StoredBlock> settleDropped(DropReason reason, SpoolEntry entry) {
        entry.queue.books().drop(reason, entry.contents);
        return entry.queue.settle(entry);
    }

    private void locked(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    /** A block in memory that has no file yet. */
    record UnwrittenBlock(SpoolEntry entry, SealedBlock block) {

        /** Empty where it is not in memory. */
        static Optional<UnwrittenBlock> of(SpoolEntry entry) {
            return Optional.ofNullable(entry.block).map(block -> new UnwrittenBlock(entry, block));
        }
    }
}
