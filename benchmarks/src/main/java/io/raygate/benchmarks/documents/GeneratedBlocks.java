// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.documents;

import com.github.luben.zstd.Zstd;
import io.raygate.block.BlockWriter;
import io.raygate.block.Dictionary;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.SealedBlock;
import io.raygate.block.Workload;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Blocks of generated documents. */
public final class GeneratedBlocks {

    /** A forwarder as it describes itself. */
    public static final Origin ORIGIN = new Origin(
            "prod-eu",
            "eu-west-1",
            "111122223333",
            "ip-10-0-37-12.eu-west-1.compute.internal",
            "eu-west-1b",
            "i-0f3a9c4d5e6b7a811",
            "1.0.0",
            0x1f2e_3d4c_5b6a_7988L);

    private static final int MAX_CONTENT_BYTES = 7 << 20;

    private GeneratedBlocks() {}

    /** A writer that takes some thousand documents. */
    public static BlockWriter writer(int level, Dictionary dictionary) {
        return new BlockWriter(ORIGIN, MAX_CONTENT_BYTES, level, dictionary);
    }

    /** Seals a block of these documents, each from its own pod. */
    public static SealedBlock seal(BlockWriter writer, List<GeneratedDocument> documents) {
        Map<Workload, Integer> senders = new HashMap<>();
        for (GeneratedDocument document : documents) {
            int sender = senders.computeIfAbsent(document.workload(), writer::addWorkload);
            long received = ReceivedTime.unixNanos(document.body());
            if (!writer.append(sender, DocumentKind.XRAY_JSON, received, ByteBuffer.wrap(document.body()))) {
                throw new IllegalArgumentException("too many documents for one block: count=" + documents.size());
            }
        }
        return writer.seal();
    }

    /** What is compressed of a block with this one document. */
    public static byte[] content(GeneratedDocument document) {
        try (BlockWriter writer = new BlockWriter(ORIGIN, 1 << 17, 1, Dictionary.NONE)) {
            SealedBlock block = seal(writer, List.of(document));
            return Zstd.decompress(block.frame(), block.contentBytes());
        }
    }
}
