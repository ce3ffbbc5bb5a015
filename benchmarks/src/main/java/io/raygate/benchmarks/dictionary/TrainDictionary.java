// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.dictionary;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictTrainer;
import io.raygate.benchmarks.documents.DocumentGenerator;
import io.raygate.benchmarks.documents.GeneratedBlocks;
import io.raygate.benchmarks.documents.GeneratedDocument;
import io.raygate.benchmarks.documents.Vocabulary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Trains a dictionary on generated documents and writes it to a file. The same arguments give the same bytes as long as
 * generator and zstd stay the same.
 *
 * <p>Arguments: the id, in hexadecimal; the file; and, where it is not 65,536, the size in bytes.
 */
public final class TrainDictionary {

    /** 64 KiB: with 110 KiB, which zstd's own trainer makes, frames are hardly smaller (ADR 005). */
    private static final int DEFAULT_BYTES = 65_536;

    /** zstd advises some hundred times the size of the dictionary. */
    private static final int NODES = 160;

    private static final int DOCUMENTS_OF_A_NODE = 60;

    /** One sample in this many is a whole block, so that its framing, origin and workload are learned too. */
    private static final int WHOLE_BLOCK_EVERY = 12;

    private static final int SERVICES_OF_A_NODE = 10;
    private static final int MAX_SAMPLE_BYTES = 64 << 20;
    private static final int LEVEL = 3;
    private static final int ID_OFFSET = 4;

    private TrainDictionary() {}

    /** Trains and writes; says what it did on standard output. */
    public static void main(String[] arguments) throws IOException {
        int id = Integer.parseUnsignedInt(arguments[0], 16);
        Path file = Path.of(arguments[1]);
        int bytes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : DEFAULT_BYTES;
        byte[] dictionary = train(id, bytes, NODES);
        Files.write(file, dictionary);
        System.out.printf("Wrote dictionary: id=%08x, bytes=%d, file=%s%n", id, dictionary.length, file);
    }

    /**
     * @param nodes each with its own services; 60 documents of each are learned
     */
    static byte[] train(int id, int bytes, int nodes) {
        ZstdDictTrainer trainer = new ZstdDictTrainer(MAX_SAMPLE_BYTES, bytes, LEVEL);
        for (int node = 0; node < nodes; node++) {
            DocumentGenerator generator = new DocumentGenerator(Vocabulary.training(), node, SERVICES_OF_A_NODE);
            for (int i = 0; i < DOCUMENTS_OF_A_NODE; i++) {
                GeneratedDocument document = generator.next();
                boolean whole = i % WHOLE_BLOCK_EVERY == 0;
                trainer.addSample(whole ? GeneratedBlocks.content(document) : document.body());
            }
        }
        byte[] dictionary = trainer.trainSamples();
        ByteBuffer.wrap(dictionary).order(ByteOrder.LITTLE_ENDIAN).putInt(ID_OFFSET, id);
        if (Zstd.getDictIdFromDict(dictionary) != id) {
            throw new IllegalStateException("not a dictionary: id=" + Zstd.getDictIdFromDict(dictionary));
        }
        return dictionary;
    }
}
