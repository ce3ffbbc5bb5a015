// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

import io.raygate.block.BlockProducer;
import io.raygate.block.BlockWriter;
import io.raygate.block.Compressor;
import io.raygate.edge.block.BlockAssembler.SealCause;
import io.raygate.edge.block.BlockAssembler.Writers;
import io.raygate.edge.receive.DocumentHandler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The writers of one receiving thread that fills blocks of many producers: a writer for each block that is open, however many
 * producers there are. Where no more may be open, the block that was opened first is sealed as it is. Not thread-safe.
 */
final class SharedWriters {

    private final int maxContentBytes;
    private final int maxOpen;
    private final Compressor compressor;
    private final Deque<BlockWriter> idle = new ArrayDeque<>();

    /** In the order in which they were opened. */
    private final List<BlockAssembler> open = new ArrayList<>();

    /**
     * Makes writers as they are needed, and keeps them.
     *
     * @param maxContentBytes of one block
     * @param maxOpen blocks
     * @param compressor closed with these writers
     */
    SharedWriters(int maxContentBytes, int maxOpen, Compressor compressor) {
        this.maxContentBytes = maxContentBytes;
        this.maxOpen = maxOpen;
        this.compressor = compressor;
    }

    /** Those of one producer. */
    Writers of(BlockProducer producer) {
        return new Writers() {
            @Override
            public BlockWriter take(BlockAssembler by) {
                if (open.size() >= maxOpen) {
                    open.getFirst().seal(SealCause.TEAMS);
                }
                open.add(by);
                BlockWriter writer =
                        idle.isEmpty() ? new BlockWriter(producer, maxContentBytes, compressor) : idle.pop();
                writer.become(producer);
                return writer;
            }

            @Override
            public void giveBack(BlockAssembler by, BlockWriter writer) {
                open.remove(by);
                idle.push(writer);
            }

            @Override
            public void close() {
                // shared, as the compressor is
            }
        };
    }

    /** As {@link DocumentHandler#onPause()}, of all blocks that are open. */
    long onPause() {
        long leftNanos = DocumentHandler.NOTHING_WAITS;
        for (int i = open.size() - 1; i >= 0; i--) { // one that is sealed leaves the list
            leftNanos = Math.min(leftNanos, open.get(i).onPause());
        }
        return leftNanos;
    }

    /** Seals all that is open. */
    void onClose() {
        for (BlockAssembler assembler : List.copyOf(open)) {
            assembler.seal(SealCause.CLOSE);
        }
        compressor.close();
    }
}
