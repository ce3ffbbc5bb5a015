// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.Ledger.Contents;
import io.raygate.edge.spool.SpoolFile.StoredBlock;
import org.jspecify.annotations.Nullable;

/** One block and the places where it is: in memory, in a file, or both. Guarded by the lock of its spool. */
final class SpoolEntry {

    final Contents contents;
    final int frameBytes;

    /** In memory where not null. */
    @Nullable
    SealedBlock block;

    /** On disk where not null. */
    @Nullable
    StoredBlock file;

    /** Published or given up: whoever still works on it has to clean up. */
    boolean settled;

    /** Failed alone before: goes into no call with others, which it would spoil again. */
    boolean travelsAlone;

    private int refusals;
    private long acceptedWhenRefused = -1;

    private SpoolEntry(Contents contents, int frameBytes) {
        this.contents = contents;
        this.frameBytes = frameBytes;
    }

    static SpoolEntry inMemory(SealedBlock block) {
        SpoolEntry entry = new SpoolEntry(new Contents(block.documents(), block.spans()), block.frame().length);
        entry.block = block;
        return entry;
    }

    static SpoolEntry onDisk(StoredBlock file) {
        SpoolEntry entry = new SpoolEntry(file.contents(), file.frameBytes());
        entry.file = file;
        return entry;
    }

    /**
     * Notes that the stream has refused this block alone. Where nothing else was accepted since the last time, that says
     * nothing more of the block.
     *
     * @param accepted blocks that the stream has accepted so far
     * @return refusals that count
     */
    int refuse(long accepted) {
        if (accepted > acceptedWhenRefused) {
            refusals++;
        }
        acceptedWhenRefused = accepted;
        return refusals;
    }
}
