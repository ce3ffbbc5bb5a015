// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.tenant.Tenant;
import java.util.List;
import java.util.SplittableRandom;

/** Blocks of 10 documents by one producer. */
public final class TestBlocks {

    public static final int DOCUMENTS = 10;

    private static final int SPANS = 3 * DOCUMENTS;
    private static final long PRODUCER = 77;

    private TestBlocks() {}

    /** A spool in memory. */
    public static BlockSpool memorySpool(Ledger ledger, long maxBytes) {
        return new BlockSpool(new SpoolQueues(ledger, List.of(Tenant.OTHERS)), TestLimits.inMemory(maxBytes));
    }

    /** A block whose bytes its sequence number makes; of odd ones, each document holds spans. */
    public static SealedBlock block(long sequence, int bytes) {
        byte[] frame = new byte[bytes];
        new SplittableRandom(sequence).nextBytes(frame);
        return new SealedBlock(frame, PRODUCER, sequence, DOCUMENTS, sequence % 2 == 0 ? 0 : SPANS, bytes * 4);
    }

    /** Puts a block in the books and in the spool. */
    public static void offer(BlockSpool spool, Ledger ledger, SealedBlock block) {
        for (int i = 0; i < block.documents(); i++) {
            ledger.acceptSpans(block.spans() / DOCUMENTS);
        }
        spool.offer(block);
    }
}
