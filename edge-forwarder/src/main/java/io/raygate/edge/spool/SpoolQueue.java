// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.spool.BlockSpool.SpoolUsage;
import io.raygate.edge.spool.SpoolFile.StoredBlock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Who waits, in order, and how much that is. No I/O, no lock: every operation is constant in time but those that say
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

    /** In memory only, waiting or leased. */
    private final SequencedSet<SpoolEntry> unwritten = new LinkedHashSet<>();

    private SpoolUsage usage = SpoolUsage.NOTHING;

    SpoolUsage usage() {
        return usage;
    }

    boolean hasWaiting(boolean readsDisk) {
        return readsDisk ? !waiting.isEmpty() : !waitingInMemory.isEmpty();
    }

    void add(SealedBlock block) {
        SpoolEntry entry = SpoolEntry.inMemory(block);
        waiting.addLast(entry);
        waitingInMemory.addLast(entry);
        unwritten.addLast(entry);
        usage = usage.plusMemory(entry.frameBytes, entry.contents.documents());
    }

    /** Puts files before everything else; linear in their number. */
    void addOldest(List<StoredBlock> files) {
        for (StoredBlock file : files.reversed()) {
            waiting.addFirst(SpoolEntry.onDisk(file));
            usage = usage.plusDisk(file);
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

    /** Puts leased entries back to where they came from. */
    void giveBack(List<SpoolEntry> leased) {
        for (SpoolEntry entry : leased.reversed()) {
            waiting.addFirst(entry);
            if (entry.block != null) {
                waitingInMemory.addFirst(entry);
            }
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
            usage = usage.minusDisk(file);
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
        unwritten.remove(entry);
        entry.file = file;
        usage = usage.moveToDisk(file);
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
        return first(waitingInMemory);
    }

    /** The oldest that waits and has a file; linear in the number of older ones that have none. */
    Optional<SpoolEntry> oldestOnDisk() {
        return waiting.stream().filter(entry -> entry.file != null).findFirst();
    }

    /** The oldest without a file. */
    Optional<SpoolEntry> oldestUnwritten() {
        return first(unwritten);
    }

    /** The oldest without a file that is not leased; linear in the number of leased ones. */
    Optional<SpoolEntry> oldestUnwrittenWaiting() {
        return unwritten.stream().filter(waiting::contains).findFirst();
    }

    private void stopWaiting(SpoolEntry entry) {
        waiting.remove(entry);
        waitingInMemory.remove(entry);
    }

    private void forgetBlock(SpoolEntry entry) {
        if (entry.block == null) {
            return;
        }
        unwritten.remove(entry);
        entry.block = null;
        usage = usage.minusMemory(entry.frameBytes, entry.file == null ? entry.contents.documents() : 0);
    }

    private static Optional<SpoolEntry> first(SequencedSet<SpoolEntry> entries) {
        @Nullable SpoolEntry first = entries.isEmpty() ? null : entries.getFirst();
        return Optional.ofNullable(first);
    }
}
