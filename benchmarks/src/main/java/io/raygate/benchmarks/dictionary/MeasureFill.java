// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.dictionary;

import io.raygate.benchmarks.documents.GeneratedBlocks;
import io.raygate.benchmarks.documents.GeneratedDocument;
import io.raygate.block.BlockWriter;
import io.raygate.block.Dictionary;
import io.raygate.block.DocumentKind;
import io.raygate.block.FrameEstimate;
import io.raygate.block.SealedBlock;
import io.raygate.block.Workload;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints how well sealing by {@link FrameEstimate} fills PUT payload units of 25,600 B, how often a record crosses one,
 * what a document then takes on the stream, partition key included, and the thread's CPU time for it: all levels in
 * turn, several times over.
 */
public final class MeasureFill {

    private static final int DOCUMENTS = 20_000;
    private static final int UNIT_BYTES = 25_600;
    private static final int PARTITION_KEY_BYTES = 32;
    private static final int WORKLOAD_RESERVE_BYTES = 128;
    private static final int ROUNDS = 7;
    private static final List<Integer> LEVELS = List.of(1, 2, 3);

    private MeasureFill() {}

    private record Variant(DocumentSet set, int level, List<Long> nanos, List<SealedBlock> blocks) {}

    /** Prints a table in Markdown. */
    public static void main(String[] arguments) {
        List<Variant> variants = new ArrayList<>();
        for (DocumentSet set : List.of(DocumentSet.otherSeed(DOCUMENTS), DocumentSet.otherServices(DOCUMENTS))) {
            for (int level : LEVELS) {
                variants.add(new Variant(set, level, new ArrayList<>(), new ArrayList<>()));
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            variants.forEach(MeasureFill::measure);
        }
        System.out.println("| documents | zstd level | documents a block | filled | crossed | bytes a document "
                + "| median ns a document | least |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|");
        variants.forEach(MeasureFill::print);
    }

    private static void measure(Variant variant) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        variant.blocks().clear();
        try (BlockWriter writer = GeneratedBlocks.writer(variant.level(), Dictionary.newest())) {
            long start = threads.getCurrentThreadCpuTime();
            write(writer, variant.set().documents(), variant.blocks());
            variant.nanos().add((threads.getCurrentThreadCpuTime() - start) / DOCUMENTS);
        }
    }

    /** As the forwarder does. The last block, which the end of the documents seals, is left out. */
    private static void write(BlockWriter writer, List<GeneratedDocument> documents, List<SealedBlock> blocks) {
        FrameEstimate estimate = new FrameEstimate();
        Map<Workload, Integer> senders = new HashMap<>();
        for (GeneratedDocument document : documents) {
            int contentBytes = writer.contentBytes() + document.body().length + WORKLOAD_RESERVE_BYTES;
            if (estimate.atMost(contentBytes) > UNIT_BYTES - PARTITION_KEY_BYTES) {
                SealedBlock block = writer.seal();
                estimate.learn(block);
                blocks.add(block);
                senders.clear();
            }
            int sender = senders.computeIfAbsent(document.workload(), writer::addWorkload);
            writer.append(sender, DocumentKind.XRAY_JSON, System.nanoTime(), ByteBuffer.wrap(document.body()));
        }
    }

    private static void print(Variant variant) {
        List<SealedBlock> blocks = variant.blocks();
        List<Long> nanos = variant.nanos().stream().sorted().toList();
        long documents = blocks.stream().mapToLong(SealedBlock::documents).sum();
        long bytes = blocks.stream().mapToLong(MeasureFill::recordBytes).sum();
        long crossed =
                blocks.stream().filter(block -> recordBytes(block) > UNIT_BYTES).count();
        System.out.printf(
                "| %s | %d | %.0f | %.1f %% | %d of %d | %.0f | %,d | %,d |%n",
                variant.set().name(),
                variant.level(),
                (double) documents / blocks.size(),
                100.0 * bytes / blocks.size() / UNIT_BYTES,
                crossed,
                blocks.size(),
                (double) bytes / documents,
                nanos.get(ROUNDS / 2),
                nanos.getFirst());
    }

    private static int recordBytes(SealedBlock block) {
        return block.frame().length + PARTITION_KEY_BYTES;
    }
}
