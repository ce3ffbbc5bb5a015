// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.spool.SpoolFile.StoredBlock;
import io.raygate.edge.spool.SpoolFile.UnreadableFileException;
import io.raygate.edge.tenant.Tenant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** A disk in memory that fails when told to. */
final class FaultyDisk implements SpoolDisk {

    private final Map<Long, SealedBlock> files = new TreeMap<>();
    private final List<Long> setAside = new ArrayList<>();
    private volatile boolean failsWrites;
    private volatile boolean failsReads;
    private volatile boolean hangsWrites;
    private volatile boolean failsDeletes;
    private long nextNumber = 1;
    private int syncs;
    private boolean opened;

    FaultyDisk with(SealedBlock... blocks) {
        for (SealedBlock block : blocks) {
            files.put(nextNumber++, block);
        }
        return this;
    }

    FaultyDisk failWrites(boolean fails) {
        failsWrites = fails;
        return this;
    }

    FaultyDisk failReads(boolean fails) {
        failsReads = fails;
        return this;
    }

    FaultyDisk failDeletes(boolean fails) {
        failsDeletes = fails;
        return this;
    }

    /** While it hangs, a write does not come back. */
    FaultyDisk hangWrites(boolean hangs) {
        hangsWrites = hangs;
        return this;
    }

    synchronized void damage(long number) {
        files.put(number, new SealedBlock(new byte[0], 0, -1, 0, 0));
    }

    synchronized List<Long> sequences() {
        return files.values().stream().map(SealedBlock::sequence).toList();
    }

    synchronized List<Long> setAside() {
        return List.copyOf(setAside);
    }

    synchronized int syncs() {
        return syncs;
    }

    @Override
    public synchronized List<StoredBlock> open() {
        if (opened) {
            return List.of();
        }
        opened = true;
        List<StoredBlock> stored = new ArrayList<>();
        files.forEach((number, block) -> stored.add(stored(Tenant.OTHERS, number, block)));
        return stored;
    }

    @Override
    public StoredBlock write(Tenant tenant, SealedBlock block) throws IOException {
        while (hangsWrites) {
            LockSupport.parkNanos(1_000_000); // as a disk does, whatever its thread is told
        }
        return written(tenant, block);
    }

    private synchronized StoredBlock written(Tenant tenant, SealedBlock block) throws IOException {
        failIf(failsWrites);
        files.put(nextNumber, block);
        return stored(tenant, nextNumber++, block);
    }

    @Override
    public synchronized SealedBlock read(StoredBlock file) throws IOException {
        failIf(failsReads);
        SealedBlock block = files.get(file.number());
        if (block == null || block.sequence() < 0) {
            throw new UnreadableFileException("damaged");
        }
        return new SealedBlock(
                block.frame(),
                block.producerId(),
                block.sequence(),
                block.documents(),
                block.spans(),
                block.contentBytes());
    }

    @Override
    public synchronized void delete(StoredBlock file) throws IOException {
        failIf(failsDeletes);
        files.remove(file.number());
    }

    @Override
    public synchronized void setAside(StoredBlock file) {
        files.remove(file.number());
        setAside.add(file.number());
    }

    @Override
    public void probe() throws IOException {
        failIf(failsWrites);
    }

    @Override
    public synchronized void sync() {
        syncs++;
    }

    @Override
    public void close() {
        // nothing is held
    }

    private static void failIf(boolean fails) throws IOException {
        if (fails) {
            throw new IOException("No space left on device");
        }
    }

    private static StoredBlock stored(Tenant tenant, long number, SealedBlock block) {
        return new StoredBlock(
                tenant,
                number,
                new Ledger.Contents(block.documents(), block.spans()),
                block.frame().length,
                block.frame().length);
    }
}
