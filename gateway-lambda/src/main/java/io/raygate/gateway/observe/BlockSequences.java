// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import io.raygate.aws.LruMap;
import io.raygate.block.SegmentBlock;
import io.raygate.gateway.decode.TenantId;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Remembers which blocks this process has seen, within bounds. Another process of the same function may have seen others:
 * duplicates are a lower bound, missing blocks an upper one. One invocation at a time.
 */
@Singleton
public class BlockSequences {

    private final ObserveConfig config;
    private final LruMap<Producer, SequenceWindow> windows;

    BlockSequences(ObserveConfig config) {
        this.config = config;
        this.windows = new LruMap<>(config.maxProducers());
    }

    /** Notes the blocks of one event. */
    public BlockCounts note(TenantId tenant, List<SegmentBlock> blocks) {
        int duplicates = 0;
        long missing = 0;
        for (SegmentBlock block : blocks) {
            if (block.sequence() < 0) {
                continue; // no forwarder lives that long
            }
            SequenceWindow window = windows.computeIfAbsent(
                    new Producer(tenant, block.origin().producerId()),
                    _ -> new SequenceWindow(config.sequenceWindow(), block.sequence()));
            duplicates += window.isDuplicate(block.sequence()) ? 1 : 0;
            missing += window.advanceTo(block.sequence());
        }
        return new BlockCounts(duplicates, config.missingBlocks() ? missing : 0);
    }

    private record Producer(TenantId tenant, long producerId) {}

    /**
     * What the sequences of an event's blocks say.
     *
     * @param duplicates blocks which this process has seen before, those that come again after a failure included
     * @param missing    gaps that nothing has filled; always 0 where they are not counted
     */
    public record BlockCounts(int duplicates, long missing) {

        /** Nothing to say. */
        public static final BlockCounts NONE = new BlockCounts(0, 0);
    }
}
