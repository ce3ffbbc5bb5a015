// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.Accounts;
import io.raygate.edge.spool.BlockSpool.SpoolUsage;
import io.raygate.edge.spool.SpoolFile.StoredBlock;
import io.raygate.edge.tenant.Tenant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.UnaryOperator;

/**
 * Who of one tenant waits, in order, and how much that is. No I/O, no lock: every operation is constant in time but those that say
 * otherwise.
 *
 * <p>An entry waits, is leased to a publisher, or is settled. Bytes count until it is settled, so a leased block still
 * takes its room.
 */
final class SpoolQueue {

    /** The order in which blocks are leased. */
    private final SequencedSet<SpoolEntry> waiting = new LinkedHashSet<>();

    /** Those of {@link #waiting} that are in memory. */
    private final SequencedSet<SpoolEntry> waitingInMemory = new LinkedHashSet<>();

    private final Tenant tenant;
    private final Accounts books;
    private final SpoolTotals totals;
    private SpoolUsage usage = SpoolUsage.NOTHING;
    private long accepted;

    /** @param totals of all queues of the spool */
    SpoolQueue(Tenant tenant, Accounts books, SpoolTotals totals) {
        this.tenant = tenant;
        this.books = books;
        this.totals = totals;
    }

    Tenant tenant() {
        return tenant;
    }

    Accounts books() {
        return books;
    }

    /** Blocks that the stream has accepted so far. */
    long accepted() {
        return accepted;
    }

    void countAccepted() {
        accepted++;
    }

    SpoolUsage usage() {
        return usage;
    }

    boolean hasWaiting(boolean readsDisk) {
        return readsDisk ? !waiting.isEmpty() : !waitingInMemory.isEmpty();
    }

    void add(SealedBlock block) {
        SpoolEntry entry = SpoolEntry.inMemory(this, block);
        waiting.addLast(entry);
        waitingInMemory.addLast(entry);
        totals.unwritten.addLast(entry);
        use(used -> used.plusMemory(entry.frameBytes, entry.contents.documents()));
    }

    /** Puts files before everything else; linear in their number. */
    void addOldest(List<StoredBlock> files) {
        for (StoredBlock file : files.reversed()) {
            waiting.addFirst(SpoolEntry.onDisk(this, file));
            use(used -> used.plusDisk(file));
        }
    }

    /**
     * Leases the oldest; what has failed alone before is given alone.
     *
     * @param readsDisk false where only blocks in memory are to be given
     * @param maxBatchBytes of their frames together; a first block larger than this is given alone
     */
    List<SpoolEntry> lease(int maxBlocks, long maxBatchBytes, boolean readsDisk) {
        List<SpoolEntry> batch = new ArrayList<>();
        long batchBytes = 0;
        for (SpoolEntry entry : readsDisk ? waiting : waitingInMemory) {
            batchBytes += entry.frameBytes;
            boolean isFull = batch.size() == maxBlocks || batchBytes > maxBatchBytes || entry.travelsAlone;
            if (isFull && !batch.isEmpty()) {
                break;
            }
            batch.add(entry);
            if (entry.travelsAlone) {
                break;
            }
        }
        batch.forEach(this::stopWaiting);
        return batch;
    }

    /** Puts a leased entry before all others. */
    void giveBack(SpoolEntry entry) {
        waiting.addFirst(entry);
        if (entry.block != null) {
            waitingInMemory.addFirst(entry);
        }
    }

    /** Puts a leased entry, which has failed alone, behind all others. */
    void defer(SpoolEntry entry) {
        entry.travelsAlone = true;
        waiting.addLast(entry);
        if (entry.block != null) {
            waitingInMemory.addLast(entry);
        }
    }

    /**
     * Ends an entry's life here.
     *
     * @return its file, which is now to be deleted
     */
    Optional<StoredBlock> settle(SpoolEntry entry) {
        stopWaiting(entry);
        forgetBlock(entry);
        StoredBlock file = entry.file;
        if (file != null) {
            use(used -> used.minusDisk(file));
        }
        entry.settled = true;
        return Optional.ofNullable(file);
    }

    /**
     * Notes the file of an entry.
     *
     * @return false where the entry was settled meanwhile: the file is of no use
     */
    boolean stored(SpoolEntry entry, StoredBlock file) {
        if (entry.settled) {
            return false;
        }
        totals.unwritten.remove(entry);
        entry.file = file;
        use(used -> used.moveToDisk(file));
        return true;
    }

    /** Frees the memory of a waiting entry that is on disk too. */
    void releaseBlock(SpoolEntry entry) {
        if (entry.file != null && waitingInMemory.remove(entry)) {
            forgetBlock(entry);
        }
    }

    /** The oldest whose memory can be freed, at once or by dropping it. */
    Optional<SpoolEntry> oldestInMemory() {
        return SpoolTotals.first(waitingInMemory);
    }

    /** The oldest that waits and has a file; linear in the number of older ones that have none. */
    Optional<SpoolEntry> oldestOnDisk() {
        return waiting.stream().filter(entry -> entry.file != null).findFirst();
    }

    boolean isWaiting(SpoolEntry entry) {
        return waiting.contains(entry);
    }

    private void stopWaiting(SpoolEntry entry) {
        waiting.remove(entry);
        waitingInMemory.remove(entry);
    }

    private void forgetBlock(SpoolEntry entry) {
        if (entry.block == null) {
            return;
        }
        totals.unwritten.remove(entry);
        entry.block = null;
        use(used -> used.minusMemory(entry.frameBytes, entry.file == null ? entry.contents.documents() : 0));
    }

    private void use(UnaryOperator<SpoolUsage> change) {
        usage = change.apply(usage);
        totals.usage = change.apply(totals.usage);
    }
}
