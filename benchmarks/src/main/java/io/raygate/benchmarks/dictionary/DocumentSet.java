// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.dictionary;

import io.raygate.benchmarks.documents.DocumentGenerator;
import io.raygate.benchmarks.documents.GeneratedDocument;
import io.raygate.benchmarks.documents.Vocabulary;
import io.raygate.block.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Documents on which a dictionary is measured.
 *
 * @param documents as they would come in, one after another
 */
record DocumentSet(String name, List<GeneratedDocument> documents) {

    /** None of the training's seeds, which count up from 0. */
    private static final long UNTRAINED_SEED = 1_000_003;

    private static final int SERVICES = 10;

    DocumentSet {
        documents = List.copyOf(documents);
    }

    /** The words of the training in services that it has not seen. */
    static DocumentSet otherSeed(int count) {
        return generated("generated, other seed", Vocabulary.training(), count);
    }

    /** Other words, frameworks and habits than those of the training. */
    static DocumentSet otherServices(int count) {
        return generated("generated, other services", Vocabulary.unseen(), count);
    }

    /**
     * Datagrams of real SDKs, without their header line; those that are large on purpose are left out.
     *
     * @param directory files that end in {@code .bin}
     */
    static DocumentSet datagrams(Path directory, int maxBytes) throws IOException {
        List<GeneratedDocument> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".bin")).sorted().toList()) {
                byte[] body = afterHeader(Files.readAllBytes(file));
                if (body.length <= maxBytes) {
                    documents.add(new GeneratedDocument(Workload.ofAddress("10.0.37.12"), body));
                }
            }
        }
        return new DocumentSet("datagrams of the SDKs", documents);
    }

    double meanBytes() {
        return documents.stream().mapToInt(d -> d.body().length).average().orElse(0);
    }

    private static DocumentSet generated(String name, Vocabulary vocabulary, int count) {
        return new DocumentSet(name, new DocumentGenerator(vocabulary, UNTRAINED_SEED, SERVICES).next(count));
    }

    private static byte[] afterHeader(byte[] datagram) {
        int start = 0;
        while (start < datagram.length && datagram[start] != '\n') {
            start++;
        }
        return Arrays.copyOfRange(datagram, Math.min(start + 1, datagram.length), datagram.length);
    }
}
