// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import io.raygate.block.SegmentBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The blocks of one producer in an event. Printed beside the metrics, from where a query over all invocations proves which
 * blocks are missing, however many shards and processes there are.
 *
 * @param first lowest sequence
 * @param last  highest sequence
 * @param count blocks between the two, both included
 */
public record BlockRange(long producerId, long first, long last, int count) {

    /** Ranges that are printed for one invocation. */
    static final int MAX_PRINTED = 50;

    /** The ranges of an event's blocks. */
    static List<BlockRange> of(List<SegmentBlock> blocks) {
        Map<Long, BlockRange> byProducer = new LinkedHashMap<>();
        for (SegmentBlock block : blocks) {
            long producer = block.origin().producerId();
            BlockRange one = new BlockRange(producer, block.sequence(), block.sequence(), 1);
            byProducer.merge(producer, one, BlockRange::plus);
        }
        return new ArrayList<>(byProducer.values()).subList(0, Math.min(MAX_PRINTED, byProducer.size()));
    }

    private BlockRange plus(BlockRange other) {
        return new BlockRange(
                producerId, Math.min(first, other.first), Math.max(last, other.last), count + other.count);
    }
}
