// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.dictionary;

import io.raygate.benchmarks.documents.GeneratedBlocks;
import io.raygate.benchmarks.documents.GeneratedDocument;
import io.raygate.block.BlockWriter;
import io.raygate.block.Dictionary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints bytes on the stream for each document, with and without dictionary: whole frames, so framing, origin and
 * workloads are counted.
 *
 * <p>Argument: a directory of datagrams, which is left out where it does not exist.
 */
public final class MeasureSizes {

    private static final int DOCUMENTS = 3_000;
    private static final int MAX_DATAGRAM_BYTES = 16_384;
    private static final List<Integer> DOCUMENTS_OF_A_BLOCK = List.of(1, 10, 60, 500);
    private static final List<Integer> LEVELS = List.of(1, 3, 9);

    private MeasureSizes() {}

    /** Prints a table in Markdown. */
    public static void main(String[] arguments) throws IOException {
        List<DocumentSet> sets = new ArrayList<>();
        sets.add(DocumentSet.otherSeed(DOCUMENTS));
        sets.add(DocumentSet.otherServices(DOCUMENTS));
        if (arguments.length > 0 && Files.isDirectory(Path.of(arguments[0]))) {
            sets.add(DocumentSet.datagrams(Path.of(arguments[0]), MAX_DATAGRAM_BYTES));
        }
        System.out.println("| documents | zstd level | " + columns() + " |");
        System.out.println("|---|---" + "|---".repeat(DOCUMENTS_OF_A_BLOCK.size()) + "|");
        sets.forEach(MeasureSizes::print);
    }

    private static String columns() {
        return String.join(
                " | ",
                DOCUMENTS_OF_A_BLOCK.stream().map(count -> count + " a block").toList());
    }

    private static void print(DocumentSet set) {
        for (int level : LEVELS) {
            StringBuilder row =
                    new StringBuilder("| %s, mean %,.0f B | %d |".formatted(set.name(), set.meanBytes(), level));
            for (int count : DOCUMENTS_OF_A_BLOCK) {
                double without = bytesOfADocument(set, level, Dictionary.NONE, count);
                double with = bytesOfADocument(set, level, Dictionary.newest(), count);
                row.append(" %,.0f → %,.0f (%+.0f %%) |".formatted(without, with, (with / without - 1) * 100));
            }
            System.out.println(row);
        }
    }

    /** Mean over all blocks of the set; the last one may be smaller, and a small set is one block. */
    static double bytesOfADocument(DocumentSet set, int level, Dictionary dictionary, int documentsOfABlock) {
        long frameBytes = 0;
        long documents = 0;
        try (BlockWriter writer = GeneratedBlocks.writer(level, dictionary)) {
            for (int start = 0; start < set.documents().size(); start += documentsOfABlock) {
                int end = Math.min(start + documentsOfABlock, set.documents().size());
                List<GeneratedDocument> block = set.documents().subList(start, end);
                frameBytes += GeneratedBlocks.seal(writer, block).frame().length;
                documents += block.size();
            }
        }
        return (double) frameBytes / documents;
    }
}
