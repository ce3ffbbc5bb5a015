// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import io.raygate.block.BlockLimits;
import io.raygate.block.BlockReader;
import io.raygate.block.Document;
import io.raygate.block.SegmentBlock;
import io.raygate.block.UnreadableBlock;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Opens the blocks of an event. A record that cannot be read is set aside and holds up nothing. */
@Singleton
public class BlockDecoder {

    private final BlockReader reader;

    BlockDecoder(DecodeConfig config) {
        this.reader = new BlockReader(new BlockLimits(
                Math.toIntExact(config.maxBlockContent().asLongValue()),
                config.maxBlockDocuments(),
                config.maxBlockWorkloads(),
                config.maxBlockLabels()));
    }

    /** Opens every record. One invocation at a time, as Lambda calls a function. */
    public DecodedEvent decode(KinesisEvent event) {
        List<SegmentBlock> blocks = new ArrayList<>();
        List<ReceivedDocument> documents = new ArrayList<>();
        List<UnreadableRecord> unreadable = new ArrayList<>();
        for (int index = 0; index < event.records().size(); index++) {
            KinesisRecord record = event.records().get(index);
            switch (reader.read(record.data())) {
                case SegmentBlock block -> {
                    blocks.add(block);
                    addDocuments(documents, index, block);
                }
                case UnreadableBlock block ->
                    unreadable.add(new UnreadableRecord(
                            index,
                            record.sequenceNumber(),
                            record.data(),
                            block.reason().name(),
                            block.message()));
            }
        }
        return new DecodedEvent(blocks, documents, unreadable);
    }

    private static void addDocuments(List<ReceivedDocument> documents, int recordIndex, SegmentBlock block) {
        for (Document document : block.documents()) {
            documents.add(new ReceivedDocument(recordIndex, block, document));
        }
    }
}
