// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import io.raygate.block.BlockLimits;
import io.raygate.block.BlockReader;
import io.raygate.block.SegmentBlock;
import io.raygate.block.UnreadableBlock;
import jakarta.inject.Singleton;
import java.util.List;

/** Opens the blocks of an event. An unreadable record is set aside and blocks nothing. */
@Singleton
public class BlockDecoder {

    private final BlockReader reader;
    private final long maxPortionBytes;

    BlockDecoder(DecodeConfig config) {
        this.maxPortionBytes = config.maxPortion().asLongValue();
        this.reader = new BlockReader(new BlockLimits(
                Math.toIntExact(config.maxBlockContent().asLongValue()),
                config.maxBlockDocuments(),
                config.maxBlockWorkloads(),
                config.maxBlockLabels()));
    }

    /** Opens one record. One invocation at a time, as Lambda calls a function. */
    public DecodedEvent decode(KinesisRecord record) {
        return switch (reader.read(record.data())) {
            case SegmentBlock block -> new DecodedEvent(List.of(block), documents(record.index(), block), List.of());
            case UnreadableBlock block ->
                new DecodedEvent(
                        List.of(),
                        List.of(),
                        List.of(new UnreadableRecord(
                                record.index(),
                                record.sequenceNumber(),
                                record.data(),
                                block.reason(),
                                block.message())));
        };
    }

    /** An event in portions that memory holds, one at a time. */
    public Portions portions(KinesisEvent event) {
        return new Portions(event, this, maxPortionBytes);
    }

    /** What of an event is in memory at once, in bytes as {@link Portions#weight} tells. */
    public long maxPortionBytes() {
        return maxPortionBytes;
    }

    private static List<ReceivedDocument> documents(int recordIndex, SegmentBlock block) {
        return block.documents().stream()
                .map(document -> new ReceivedDocument(recordIndex, block, document))
                .toList();
    }
}
