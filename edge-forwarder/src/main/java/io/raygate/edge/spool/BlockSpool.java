// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.spool.SpoolDisk.DiskRead;
import io.raygate.edge.spool.SpoolFile.StoredBlock;
import io.raygate.edge.tenant.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sealed blocks of each tenant in the order in which they came, in bounded memory and, where there is a directory, on a bounded disk.
 * {@link #offer} takes microseconds: files are written by a thread of the spool. A block is leased to a publisher and
 * leaves the spool when that says what became of it; its file is deleted after the stream has accepted it and not
 * before, so a killed process repeats blocks rather than loses them.
 *
 * <p>A full spool drops the oldest block of the tenant that takes most of it for the newest one, and counts its documents: the
 * socket is never held up. What is
 * in memory only is lost where the process is killed. Thread-safe.
 */
public final class BlockSpool {

    private final SpoolState state;
    private final SpoolLimits limits;
    private final Optional<DiskWriter> disk;

    /** By block: two are equal where their frame is the same array. As many as publishers hold. */
    private final Map<SealedBlock, SpoolEntry> leased = new ConcurrentHashMap<>();

    /** A spool in memory. */
    BlockSpool(SpoolQueues queues, SpoolLimits limits) {
        this.state = new SpoolState(queues, limits);
        this.limits = limits;
        this.disk = Optional.empty();
    }

    /** A spool in memory and on disk. */
    BlockSpool(SpoolQueues queues, SpoolLimits limits, SpoolDisk disk, DiskHealth health) {
        this.state = new SpoolState(queues, limits);
        this.limits = limits;
        this.disk = Optional.of(new DiskWriter(state, disk, health, limits));
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
        offer(Tenant.OTHERS, block);
    }

    /** The same for the block of a tenant. */
    public void offer(Tenant tenant, SealedBlock block) {
        state.add(tenant, block);
    }

    /** Leases the oldest blocks where there is one stream, as the other method says. */
    public List<SealedBlock> take(int maxBlocks, long maxBatchBytes, Duration wait) throws InterruptedException {
        return take(Tenant.OTHERS, maxBlocks, maxBatchBytes, wait);
    }

    /**
     * Leases a tenant's oldest blocks. Who takes them gives each one to {@link #accepted} or {@link #giveBack}. Those from
     * disk are held in memory meanwhile, beyond the bound of the spool's own.
     *
     * @param maxBlocks at least 1
     * @param maxBatchBytes of their frames together; a first block larger than this is given alone
     * @param wait how long to wait for a block
     * @return empty where none came in time
     */
    public List<SealedBlock> take(Tenant tenant, int maxBlocks, long maxBatchBytes, Duration wait)
            throws InterruptedException {
        while (true) {
            List<SpoolEntry> batch = state.lease(tenant, maxBlocks, maxBatchBytes, this::readsDisk, wait);
            List<SealedBlock> blocks = load(batch);
            if (!blocks.isEmpty() || batch.isEmpty()) {
                return blocks;
            }
        }
    }

    /** Whether {@link #take} would give a tenant's block now. */
    public boolean hasWaiting(Tenant tenant) {
        return state.hasWaiting(tenant, readsDisk());
    }

    /** A number that another one follows whenever {@link #hasWaiting} may have become true. */
    public long changes() {
        return state.changes();
    }

    /** Waits until {@link #changes} is not what was seen; returns earlier where that takes too long. */
    public void awaitChange(long seen, long waitNanos) throws InterruptedException {
        state.awaitChange(seen, waitNanos);
    }

    /** Ends each {@link #awaitChange}. */
    public void wakeUp() {
        state.wakeUp();
    }

    /** From here on {@link #take} does not wait for a block. */
    public void endWaiting() {
        state.endWaiting();
    }

    /** Waits until no block is left that somebody publishes; returns earlier where that takes too long. */
    public void awaitEmpty(Duration patience) throws InterruptedException {
        state.awaitEmpty(patience);
    }

    /** The stream has these blocks: their documents are published, their files are deleted. */
    public void accepted(List<SealedBlock> blocks) {
        List<StoredBlock> files =
                state.publish(blocks.stream().map(this::endLease).toList());
        disk.ifPresent(writer -> writer.delete(files));
    }

    /** The stream does not have these blocks, and whoever leased them stops trying. */
    public void giveBack(List<SealedBlock> blocks) {
        state.giveBack(blocks.stream().map(this::endLease).toList());
    }

    /** This block, leased alone, does not get onto the stream: it goes behind all others, so that it holds up none. */
    public void defer(SealedBlock block) {
        state.defer(endLease(block));
    }

    /**
     * The stream refuses this block, leased alone, for what is in it: it goes behind all others, or is set aside.
     *
     * @param maxRefusals with others accepted in between
     * @return true where it is set aside, and its documents are counted as dropped
     */
    public boolean refused(SealedBlock block, int maxRefusals) {
        SpoolEntry entry = endLease(block);
        boolean isGivenUp = state.refuse(entry, maxRefusals);
        StoredBlock file = entry.file;
        if (isGivenUp && file != null) {
            disk.ifPresent(writer -> writer.setAside(file));
        }
        return isGivenUp;
    }

    /**
     * Ends the use of the disk. What is in memory is written to it, leased or not; without a disk of use, or room on it,
     * or where it does not answer in time, it is counted as dropped. What is said of blocks after this changes nothing.
     *
     * @param patience longest wait for the disk
     */
    public void close(Duration patience) throws InterruptedException {
        try {
            if (disk.isPresent()) {
                disk.get().close(patience);
            }
        } finally {
            state.close(DropReason.SHUTDOWN);
        }
    }

    /** What is held now, leased blocks included. */
    public SpoolUsage usage() {
        return state.usage();
    }

    /** What is held of a tenant. */
    public SpoolUsage usage(Tenant tenant) {
        return state.usage(tenant);
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

    private boolean readsDisk() {
        return disk.isPresent() && disk.get().canRead();
    }

    private List<SealedBlock> load(List<SpoolEntry> batch) {
        List<SealedBlock> blocks = new ArrayList<>();
        List<SpoolEntry> unread = new ArrayList<>();
        for (SpoolEntry entry : batch) {
            switch (contentOf(entry)) {
                case DiskRead.Found found -> {
                    leased.put(found.block(), entry);
                    blocks.add(found.block());
                }
                case DiskRead.Unreadable _ -> state.drop(DropReason.SPOOL_UNREADABLE, entry);
                case DiskRead.Unsendable _ -> state.drop(DropReason.UNSENDABLE, entry);
                case DiskRead.Failed _ -> unread.add(entry);
            }
        }
        state.giveBack(unread);
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

    /**
     * What a spool holds.
     *
     * @param memoryBytes frames in memory, those that are on disk too included
     * @param diskBytes files
     * @param memoryDocuments documents that are in memory only
     * @param diskDocuments documents that are on disk
     * @param diskSpans the spans in them
     */
    public record SpoolUsage(
            long memoryBytes, long diskBytes, long memoryDocuments, long diskDocuments, long diskSpans) {

        static final SpoolUsage NOTHING = new SpoolUsage(0, 0, 0, 0, 0);

        boolean isHolding() {
            return memoryDocuments + diskDocuments > 0;
        }

        SpoolUsage plusMemory(int bytes, int documents) {
            return new SpoolUsage(
                    memoryBytes + bytes, diskBytes, memoryDocuments + documents, diskDocuments, diskSpans);
        }

        SpoolUsage minusMemory(int bytes, int documents) {
            return plusMemory(-bytes, -documents);
        }

        SpoolUsage plusDisk(StoredBlock file) {
            return new SpoolUsage(
                    memoryBytes,
                    diskBytes + file.fileBytes(),
                    memoryDocuments,
                    diskDocuments + file.contents().documents(),
                    diskSpans + file.contents().spans());
        }

        SpoolUsage minusDisk(StoredBlock file) {
            return new SpoolUsage(
                    memoryBytes,
                    diskBytes - file.fileBytes(),
                    memoryDocuments,
                    diskDocuments - file.contents().documents(),
                    diskSpans - file.contents().spans());
        }

        /** The block's memory is still taken until it is released. */
        SpoolUsage moveToDisk(StoredBlock file) {
            return plusDisk(file).minusMemory(0, file.contents().documents());
        }
    }
}
