// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import io.raygate.benchmarks.documents.DocumentGenerator;
import io.raygate.benchmarks.documents.GeneratedDocument;
import io.raygate.benchmarks.documents.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The documents that are measured, each valid by both validators. */
public enum Input {
    /** Generated, the nearest to 1,024 bytes. */
    KB1,
    /** Generated, the nearest to 8,192 bytes. */
    KB8,
    /** Generated, as they come. */
    MIX,
    /** Made: identity and times alone, 200 bytes. */
    SMALL,
    /** Made: 64 KB of subsegments. */
    KB64,
    /** Made: strings. */
    STRINGS,
    /** Made: numbers. */
    NUMBERS,
    /** Made: values nested in each other. */
    DEEP,
    /** Made: strings full of escapes. */
    ESCAPED,
    /** Made: text that is not ASCII. */
    NON_ASCII,
    /** Made: objects of many keys. */
    KEYS,
    /** Collected from SDKs and public repositories; beside the project, not in it. */
    CORPUS;

    private static final int DOCUMENTS = 256;
    private static final int NEAREST = 32;
    private static final int CANDIDATES = 10_000;
    private static final long SEED = 11;
    private static final int SERVICES = 10;

    /** Where the corpus is, or would be: the system property {@code raygate.corpus}, else beside the project. */
    public static Path corpus() {
        String property = System.getProperty("raygate.corpus");
        return property == null ? root().resolve("../shared/corpus").normalize() : Path.of(property);
    }

    private static Path root() {
        Path start = Path.of("").toAbsolutePath();
        Path folder = start;
        while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder == null ? start : folder;
    }

    /** Whether there are documents of this kind. */
    public boolean isPresent() {
        return this != CORPUS || Files.isDirectory(corpus());
    }

    /** At least one document; always the same. */
    public List<byte[]> documents() {
        GatewayStages stages = new GatewayStages();
        TreeGateway tree = new TreeGateway();
        Stream<byte[]> accepted = candidates().filter(stages::accepts);
        return chosen(accepted).filter(tree::accepts).toList();
    }

    private Stream<byte[]> candidates() {
        return switch (this) {
            case KB1, KB8, MIX -> generated();
            case CORPUS -> collected();
            case SMALL -> MadeDocuments.small();
            case KB64 -> MadeDocuments.large();
            case STRINGS -> MadeDocuments.strings();
            case NUMBERS -> MadeDocuments.numbers();
            case DEEP -> MadeDocuments.deep();
            case ESCAPED -> MadeDocuments.escaped();
            case NON_ASCII -> MadeDocuments.nonAscii();
            case KEYS -> MadeDocuments.keys();
        };
    }

    private Stream<byte[]> chosen(Stream<byte[]> accepted) {
        return switch (this) {
            case KB1 -> nearest(accepted, 1 << 10);
            case KB8 -> nearest(accepted, 1 << 13);
            case MIX -> accepted.limit(DOCUMENTS);
            case CORPUS, SMALL, KB64, STRINGS, NUMBERS, DEEP, ESCAPED, NON_ASCII, KEYS -> accepted;
        };
    }

    private static Stream<byte[]> nearest(Stream<byte[]> documents, int bytes) {
        return documents
                .sorted(Comparator.comparingInt(document -> Math.abs(document.length - bytes)))
                .limit(NEAREST);
    }

    private static Stream<byte[]> generated() {
        DocumentGenerator generator = new DocumentGenerator(Vocabulary.unseen(), SEED, SERVICES);
        return Stream.generate(generator::next).limit(CANDIDATES).map(GeneratedDocument::body);
    }

    private static Stream<byte[]> collected() {
        return Stream.of("datagrams", "documents")
                .map(corpus()::resolve)
                .flatMap(folder -> files(folder).stream())
                .map(Input::document);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".bin") || file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A datagram without its header line, or a document as it is. */
    private static byte[] document(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            int start = file.toString().endsWith(".bin") ? behindLine(content) : 0;
            return Arrays.copyOfRange(content, start, content.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int behindLine(byte[] content) {
        int at = 0;
        while (content[at] != '\n') {
            at++;
        }
        return at + 1;
    }
}
