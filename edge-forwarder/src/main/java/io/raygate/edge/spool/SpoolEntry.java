// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.Ledger.Contents;
import io.raygate.edge.spool.SpoolFile.StoredBlock;
import io.raygate.edge.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/** One block and the places where it is: in memory, in a file, or both. Guarded by the lock of its spool. */
final class SpoolEntry {

    final SpoolQueue queue;
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

    private SpoolEntry(SpoolQueue queue, Contents contents, int frameBytes) {
        this.queue = queue;
        this.contents = contents;
        this.frameBytes = frameBytes;
    }

    static SpoolEntry inMemory(SpoolQueue queue, SealedBlock block) {
        SpoolEntry entry = new SpoolEntry(queue, new Contents(block.documents(), block.spans()), block.frame().length);
        entry.block = block;
        return entry;
    }

    static SpoolEntry onDisk(SpoolQueue queue, StoredBlock file) {
        SpoolEntry entry = new SpoolEntry(queue, file.contents(), file.frameBytes());
        entry.file = file;
        return entry;
    }

    Tenant tenant() {
        return queue.tenant();
    }

    /**
     * Notes that the stream has refused this block alone. Where nothing else was accepted since the last time, that says
     * nothing more of the block.
     *
     * @return refusals that count
     */
    int refuse() {
        long accepted = queue.accepted();
        if (accepted > acceptedWhenRefused) {
            refusals++;
        }
        acceptedWhenRefused = accepted;
        return refusals;
    }
}
