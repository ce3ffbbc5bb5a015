// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Real documents that stand beside the project, not in it; tests that need them are skipped where they are absent. */
final class Corpus {

    /** One row of an index. */
    record Row(String folder, String file, boolean valid, boolean clear, byte[] document) {

        boolean datagram() {
            return folder.equals("datagrams");
        }

        @Override
        public String toString() {
            return folder + "/" + file;
        }
    }

    private Corpus() {}

    static Stream<Row> rows() {
        Path corpus = root().resolve("../shared/corpus").normalize();
        assumeTrue(Files.isDirectory(corpus), "skipped: there is no corpus at " + corpus);
        return Stream.of("datagrams", "documents").flatMap(folder -> rows(corpus.resolve(folder)));
    }

    private static Stream<Row> rows(Path folder) {
        List<String> lines = read(folder.resolve("INDEX.tsv")).lines().toList();
        List<String> columns = List.of(lines.getFirst().split("\t", -1));
        return lines.stream().skip(1).map(line -> line.split("\t", -1)).map(cells -> row(folder, columns, cells));
    }

    private static Row row(Path folder, List<String> columns, String[] cells) {
        String file = cells[columns.indexOf("file")];
        byte[] content = bytes(folder.resolve(file));
        String name = folder.getFileName().toString();
        return new Row(
                name,
                file,
                cells[columns.indexOf("verdict")].equals("valid"),
                cells[columns.indexOf("class")].equals("clear"),
                name.equals("datagrams") ? afterHeader(content) : content);
    }

    private static byte[] afterHeader(byte[] datagram) {
        int line = 0;
        while (datagram[line] != '\n') {
            line++;
        }
        return Arrays.copyOfRange(datagram, line + 1, datagram.length);
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static String read(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
