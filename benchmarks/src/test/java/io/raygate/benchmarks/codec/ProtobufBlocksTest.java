// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.codec;

import io.raygate.benchmarks.documents.DocumentGenerator;
import io.raygate.benchmarks.documents.GeneratedBlocks;
import io.raygate.benchmarks.documents.GeneratedDocument;
import io.raygate.benchmarks.documents.Vocabulary;
import io.raygate.block.BlockLimits;
import io.raygate.block.BlockReader;
import io.raygate.block.BlockWriter;
import io.raygate.block.Dictionary;
import io.raygate.block.SegmentBlock;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is compared must hold the same documents. */
class ProtobufBlocksTest {

    private final List<GeneratedDocument> documents = new DocumentGenerator(Vocabulary.unseen(), 1, 3).next(20);

    @Test
    void read_eachAlternative_givesTheSameDocuments() throws IOException {
        List<byte[]> bodies = documents.stream().map(GeneratedDocument::body).toList();

        assertThat(bodies(ProtobufBlocks.readZstd(ProtobufBlocks.zstd(documents, 3))))
                .containsExactlyElementsOf(bodies);
        assertThat(bodies(ProtobufBlocks.readGzip(ProtobufBlocks.gzip(documents))))
                .containsExactlyElementsOf(bodies);
        assertThat(ours()).containsExactlyElementsOf(bodies);
    }

    private List<byte[]> ours() {
        try (BlockWriter writer = GeneratedBlocks.writer(3, Dictionary.newest());
                BlockReader reader = new BlockReader(BlockLimits.DEFAULT)) {
            SegmentBlock block = (SegmentBlock)
                    reader.read(GeneratedBlocks.seal(writer, documents).frame());
            return block.documents().stream()
                    .map(io.raygate.block.Document::body)
                    .toList();
        }
    }

    private static List<byte[]> bodies(io.raygate.block.proto.SegmentBlock block) {
        return block.getDocumentsList().stream()
                .map(document -> document.getBody().toByteArray())
                .toList();
    }
}
