// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sealed blocks in the order in which they came, in bounded memory and, where there is a directory, on a bounded disk.
 * {@link #offer} takes microseconds: files are written by a thread of the spool. A block is leased to a publisher and
 * leaves the spool when that says what became of it; its file is deleted after the stream has accepted it and not
 * before, so a killed process repeats blocks rather than loses them.
 *
 * <p>A full spool drops its oldest block for the newest and counts its documents: the socket is never held up. What is
 * in memory only is lost where the process is killed. Thread-safe.
 */
public final class BlockSpool {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition offered = lock.newCondition();
    private final SpoolQueue queue = new SpoolQueue();
    private final IdentityHashMap<SealedBlock, SpoolEntry> leased = new IdentityHashMap<>();
    private final Ledger ledger;
    private final SpoolLimits limits;
    private final Optional<DiskWriter> disk;

    /** A spool in memory. */
    BlockSpool(Ledger ledger, SpoolLimits limits) {
        this.ledger = ledger;
        this.limits = limits;
        this.disk = Optional.empty();
    }

    /** A spool in memory and on disk. */
    BlockSpool(Ledger ledger, SpoolLimits limits, SpoolDisk disk, DiskHealth health) {
        this.ledger = ledger;
        this.limits = limits;
        this.disk = Optional.of(new DiskWriter(this, disk, health, limits));
    }

    /**
     * Takes in what is on disk and begins to use it.
     *
     * @throws IllegalArgumentException where another process uses the directory
     */
    public void start() {
        disk.ifPresent(DiskWriter::start);
    }

    /** Takes a block; never waits for a disk, never refuses. */
    public void offer(SealedBlock block) {
        lock.lock();
        try {
            queue.add(block);
            while (queue.usage().memoryBytes() > limits.maxMemoryBytes() && freeMemory()) {
                // one block less
            }
            offered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Leases the oldest blocks. Who takes them gives each one to {@link #accepted} or {@link #giveBack}. Those from
     * disk are held in memory meanwhile, beyond the bound of the spool's own.
     *
     * @param maxBlocks at least 1
     * @param maxBatchBytes of their frames together; a first block larger than this is given alone
     * @param wait how long to wait for a block
     * @return empty where none came in time
     */
    public List<SealedBlock> take(int maxBlocks, long maxBatchBytes, Duration wait) throws InterruptedException {
        long remainingNanos = wait.toNanos();
        while (true) {
            List<SpoolEntry> batch;
            lock.lockInterruptibly();
            try {
                while (!queue.hasWaiting(readsDisk())) {
                    if (remainingNanos <= 0) {
                        return List.of();
                    }
                    remainingNanos = offered.awaitNanos(remainingNanos);
                }
                batch = queue.lease(maxBlocks, maxBatchBytes, readsDisk());
            } finally {
                lock.unlock();
            }
            List<SealedBlock> blocks = load(batch);
            if (!blocks.isEmpty()) {
                return blocks;
            }
        }
    }

    /** The stream has these blocks: their documents are published, their files are deleted. */
    public void accepted(List<SealedBlock> blocks) {
        List<StoredBlock> files = new ArrayList<>();
        locked(() -> {
            for (SealedBlock block : blocks) {
                ledger.publish(block.documents());
                queue.settle(endLease(block)).ifPresent(files::add);
            }
        });
        disk.ifPresent(writer -> writer.delete(files));
    }

    /** The stream has not got these blocks, and who leased them does not go on trying. */
    public void giveBack(List<SealedBlock> blocks) {
        locked(() -> queue.giveBack(blocks.stream().map(this::endLease).toList()));
    }

    /**
     * Ends the use of the disk. What is in memory is written to it; without a disk of use, or room on it, it is counted
     * as dropped. Nobody may use the spool after this.
     */
    public void close() throws InterruptedException {
        if (disk.isPresent()) {
            disk.get().close();
        }
        locked(() -> {
            for (Optional<SpoolEntry> left = queue.oldestUnwritten();
                    left.isPresent();
                    left = queue.oldestUnwritten()) {
                drop(DropReason.SHUTDOWN, left.get());
            }
        });
    }

    /** What is held now, leased blocks included. */
    public SpoolUsage usage() {
        lock.lock();
        try {
            return queue.usage();
        } finally {
            lock.unlock();
        }
    }

    /** True while the thread that writes files works, or none is needed. */
    public boolean isAlive() {
        return disk.isEmpty() || disk.get().isAlive();
    }

    /** True where little is left before the oldest blocks are dropped. */
    public boolean isNearlyFull() {
        SpoolUsage usage = usage();
        if (disk.isPresent() && disk.get().isUp()) {
            return isNearly(usage.diskBytes(), limits.maxDiskBytes());
        }
        return isNearly(usage.memoryBytes(), limits.maxMemoryBytes());
    }

    private static boolean isNearly(long bytes, long maxBytes) {
        return bytes > maxBytes / 100 * 95;
    }

    // for the thread that writes files

    /** Puts files before all that waits, and in the books. */
    void replay(List<StoredBlock> files) {
        locked(() -> {
            files.forEach(file -> ledger.replay(file.documents()));
            queue.addOldest(files);
            offered.signalAll();
        });
    }

    /** Waits for a block that has to be written; empty where none came in time. */
    Optional<Unwritten> awaitUnwritten(long waitNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long remainingNanos = waitNanos;
            Optional<SpoolEntry> next = nextUnwritten();
            while (next.isEmpty() && remainingNanos > 0) {
                remainingNanos = offered.awaitNanos(remainingNanos);
                next = nextUnwritten();
            }
            return next.flatMap(Unwritten::of);
        } finally {
            lock.unlock();
        }
    }

    /** The oldest block that is in memory only, whatever the mode. */
    Optional<Unwritten> oldestUnwritten() {
        lock.lock();
        try {
            return queue.oldestUnwritten().flatMap(Unwritten::of);
        } finally {
            lock.unlock();
        }
    }

    /** Lets {@link #awaitUnwritten} and {@link #take} look again. */
    void wakeUp() {
        locked(offered::signalAll);
    }

    /**
     * Drops the oldest blocks on disk until a file fits in.
     *
     * @param freed where the files go that are now to be deleted
     * @return false where all that is on disk is leased, and it does not fit
     */
    boolean makeDiskRoom(long fileBytes, List<StoredBlock> freed) {
        lock.lock();
        try {
            while (queue.usage().diskBytes() + fileBytes > limits.maxDiskBytes()) {
                Optional<SpoolEntry> oldest = queue.oldestOnDisk();
                if (oldest.isEmpty()) {
                    return false;
                }
                drop(DropReason.SPOOL_FULL, oldest.get()).ifPresent(freed::add);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Notes that a block is on disk; false where it is settled already and the file of no use. */
    boolean stored(SpoolEntry entry, StoredBlock file) {
        lock.lock();
        try {
            boolean wanted = queue.stored(entry, file);
            if (limits.mode() == SpoolMode.OVERFLOW) {
                queue.releaseBlock(entry);
            }
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    private Optional<SpoolEntry> nextUnwritten() {
        return switch (limits.mode()) {
            case ALWAYS -> queue.oldestUnwritten();
            case OVERFLOW ->
                queue.usage().memoryBytes() > limits.spillAboveBytes()
                        ? queue.oldestUnwrittenWaiting()
                        : Optional.empty();
        };
    }

    private boolean readsDisk() {
        return disk.isPresent() && disk.get().canRead();
    }

    private List<SealedBlock> load(List<SpoolEntry> batch) {
        List<SealedBlock> blocks = new ArrayList<>();
        List<SpoolEntry> unread = new ArrayList<>();
        for (SpoolEntry entry : batch) {
            switch (contentOf(entry)) {
                case DiskRead.Found found -> {
                    blocks.add(found.block());
                    locked(() -> leased.put(found.block(), entry));
                }
                case DiskRead.Unreadable _ -> locked(() -> drop(DropReason.SPOOL_UNREADABLE, entry));
                case DiskRead.Failed _ -> unread.add(entry);
            }
        }
        locked(() -> queue.giveBack(unread));
        return blocks;
    }

    /** Of an entry that this thread has leased. */
    private DiskRead contentOf(SpoolEntry entry) {
        SealedBlock block = entry.block;
        StoredBlock file = entry.file;
        if (block != null) {
            return new DiskRead.Found(block);
        }
        if (disk.isEmpty() || file == null) {
            throw new IllegalStateException("a block is neither in memory nor on disk");
        }
        return disk.get().read(file);
    }

    private SpoolEntry endLease(SealedBlock block) {
        SpoolEntry entry = leased.remove(block);
        if (entry == null) {
            throw new IllegalStateException("not leased: sequence=" + block.sequence());
        }
        return entry;
    }

    /** Frees the memory of one block; false where all are leased. */
    private boolean freeMemory() {
        Optional<SpoolEntry> oldest = queue.oldestInMemory();
        oldest.ifPresent(entry -> {
            if (entry.file == null) {
                drop(DropReason.SPOOL_FULL, entry);
            } else {
                queue.releaseBlock(entry);
            }
        });
        return oldest.isPresent();
    }

    private Optional<StoredBlock> drop(DropReason reason, SpoolEntry entry) {
        ledger.drop(reason, entry.documents);
        return queue.settle(entry);
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** A block in memory that has no file yet. */
    record Unwritten(SpoolEntry entry, SealedBlock block) {

        static Optional<Unwritten> of(SpoolEntry entry) {
            return Optional.ofNullable(entry.block).map(block -> new Unwritten(entry, block));
        }
    }
}
