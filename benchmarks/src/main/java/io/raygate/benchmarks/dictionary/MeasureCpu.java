// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.dictionary;

import io.raygate.benchmarks.documents.GeneratedBlocks;
import io.raygate.benchmarks.documents.GeneratedDocument;
import io.raygate.block.BlockWriter;
import io.raygate.block.Dictionary;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the thread's CPU time for each document written, in blocks of 60: all levels and dictionaries in turn, forty
 * times over, so that it says which is cheaper on a machine that has other things to do, where JMH's wall clock does
 * not.
 */
public final class MeasureCpu {

    private static final int DOCUMENTS = 3_000;
    private static final int DOCUMENTS_OF_A_BLOCK = 60;
    private static final int ROUNDS = 40;
    private static final List<Integer> LEVELS = List.of(1, 2, 3);

    private MeasureCpu() {}

    private record Variant(int level, Dictionary dictionary, BlockWriter writer, List<Long> nanos) {}

    /** Prints a table in Markdown. */
    public static void main(String[] arguments) {
        List<GeneratedDocument> documents = DocumentSet.otherServices(DOCUMENTS).documents();
        List<Variant> variants = new ArrayList<>();
        for (int level : LEVELS) {
            for (Dictionary dictionary : Dictionary.values()) {
                BlockWriter writer = GeneratedBlocks.writer(level, dictionary);
                variants.add(new Variant(level, dictionary, writer, new ArrayList<>()));
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Variant variant : variants) {
                variant.nanos().add(cpuNanos(variant.writer(), documents));
            }
        }
        System.out.println("| zstd level | dictionary | median ns a document | least |");
        System.out.println("|---|---|---|---|");
        variants.forEach(MeasureCpu::print);
    }

    private static long cpuNanos(BlockWriter writer, List<GeneratedDocument> documents) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < documents.size(); i += DOCUMENTS_OF_A_BLOCK) {
            GeneratedBlocks.seal(writer, documents.subList(i, i + DOCUMENTS_OF_A_BLOCK));
        }
        return (threads.getCurrentThreadCpuTime() - start) / documents.size();
    }

    private static void print(Variant variant) {
        variant.writer().close();
        List<Long> nanos = variant.nanos().stream().sorted().toList();
        System.out.printf(
                "| %d | %s | %,d | %,d |%n",
                variant.level(), variant.dictionary(), nanos.get(ROUNDS / 2), nanos.getFirst());
    }
}
