// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.dictionary;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import io.raygate.benchmarks.documents.GeneratedBlocks;
import io.raygate.benchmarks.documents.GeneratedDocument;
import io.raygate.block.BlockWriter;
import io.raygate.block.Dictionary;
import io.raygate.block.SealedBlock;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints what a document takes in a frame, and the thread's CPU time to compress it, at level 1 with the newest dictionary and
 * other parameters of zstd, all in turns.
 *
 * <p>Arguments: documents a block, rounds, then parameters as {@code STRATEGY,HASH-LOG,MIN-MATCH}: strategy 1 is zstd's fast one, 2
 * looks into two tables; the first row is zstd's own choice.
 */
public final class MeasureParameters {

    private static final int DOCUMENTS = 8_000;
    private static final int MAX_FRAME_BYTES = 1 << 23;

    private MeasureParameters() {}

    private record Variant(String name, ZstdCompressCtx zstd, List<Long> nanos, List<Long> bytes) {

        Variant(String name, ZstdCompressCtx zstd) {
            this(name, zstd, new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Prints a table in Markdown. */
    public static void main(String[] arguments) throws IOException {
        int documentsOfABlock = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        byte[] dictionary = dictionary();
        List<Variant> variants = new ArrayList<>();
        variants.add(new Variant("zstd's own", context().loadDict(new ZstdDictCompress(dictionary, 1))));
        for (String parameters : List.of(arguments).subList(2, arguments.length)) {
            String[] numbers = parameters.split(",", 3);
            variants.add(new Variant(
                    parameters,
                    context()
                            .setStrategy(Integer.parseInt(numbers[0]))
                            .setHashLog(Integer.parseInt(numbers[1]))
                            .setMinMatch(Integer.parseInt(numbers[2]))
                            .loadDict(dictionary)));
        }
        List<byte[]> contents = contents(documentsOfABlock);
        int documents = contents.size() * documentsOfABlock;
        for (int round = 0; round < rounds; round++) {
            variants.forEach(variant -> measure(variant, contents));
        }
        System.out.println("| strategy, hash log, min match | B a document | median ns a document | least |");
        System.out.println("|---|--:|--:|--:|");
        variants.forEach(variant -> print(variant, documents));
    }

    private static ZstdCompressCtx context() {
        return new ZstdCompressCtx()
                .setLevel(1)
                .setChecksum(true)
                .setContentSize(true)
                .setDictID(true);
    }

    private static byte[] dictionary() throws IOException {
        try (InputStream resource = Dictionary.class.getResourceAsStream("dictionary-1.zdict")) {
            if (resource == null) {
                throw new FileNotFoundException("dictionary-1.zdict");
            }
            return resource.readAllBytes();
        }
    }

    private static List<byte[]> contents(int documentsOfABlock) {
        List<GeneratedDocument> documents = DocumentSet.otherServices(DOCUMENTS).documents();
        List<byte[]> contents = new ArrayList<>();
        try (BlockWriter writer = GeneratedBlocks.writer(1, Dictionary.NONE)) {
            for (int i = 0; i + documentsOfABlock <= DOCUMENTS; i += documentsOfABlock) {
                SealedBlock block = GeneratedBlocks.seal(writer, documents.subList(i, i + documentsOfABlock));
                contents.add(Zstd.decompress(block.frame(), block.contentBytes()));
            }
        }
        return contents;
    }

    private static void measure(Variant variant, List<byte[]> contents) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        byte[] frame = new byte[MAX_FRAME_BYTES];
        long bytes = 0;
        long start = threads.getCurrentThreadCpuTime();
        for (byte[] content : contents) {
            bytes += variant.zstd().compressByteArray(frame, 0, frame.length, content, 0, content.length);
        }
        variant.nanos().add(threads.getCurrentThreadCpuTime() - start);
        variant.bytes().add(bytes);
    }

    private static void print(Variant variant, int documents) {
        variant.zstd().close();
        List<Long> nanos = variant.nanos().stream().sorted().toList();
        System.out.printf(
                "| %s | %.1f | %,d | %,d |%n",
                variant.name(),
                variant.bytes().getFirst() / (double) documents,
                nanos.get(nanos.size() / 2) / documents,
                nanos.getFirst() / documents);
    }
}
