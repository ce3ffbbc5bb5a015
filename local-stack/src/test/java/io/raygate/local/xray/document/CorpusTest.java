// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Real documents that conform must be stored; skipped where the corpus is not beside the project. */
class CorpusTest {

    private static final Path CORPUS = Path.of("..", "..", "shared", "corpus");

    @Test
    void read_clearlyValidDatagram_isAccepted() throws IOException {
        assertAllAccepted(CORPUS.resolve("datagrams"), true);
    }

    @Test
    void read_clearlyValidDocument_isAccepted() throws IOException {
        assertAllAccepted(CORPUS.resolve("documents"), false);
    }

    private static void assertAllAccepted(Path folder, boolean hasHeader) throws IOException {
        Path index = folder.resolve("INDEX.tsv");
        assumeTrue(Files.exists(index), "no corpus at " + folder);
        List<String> files = clearlyValid(index);
        assertThat(files).hasSizeGreaterThan(20);
        for (String file : files) {
            byte[] bytes = Files.readAllBytes(folder.resolve(file));
            byte[] document = hasHeader ? afterHeader(bytes) : bytes;
            assertThat(SegmentReader.read(document)).as(file).isInstanceOf(Reading.Accepted.class);
        }
    }

    private static List<String> clearlyValid(Path index) throws IOException {
        List<String> lines = Files.readAllLines(index);
        List<String> columns = Arrays.asList(lines.getFirst().split("\t"));
        List<String> files = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t");
            Map<String, String> row =
                    Map.of("verdict", cells[columns.indexOf("verdict")], "class", cells[columns.indexOf("class")]);
            if (row.equals(Map.of("verdict", "valid", "class", "clear"))) {
                files.add(cells[columns.indexOf("file")]);
            }
        }
        return files;
    }

    private static byte[] afterHeader(byte[] datagram) {
        int newline = IntStream.range(0, datagram.length)
                .filter(i -> datagram[i] == '\n')
                .findFirst()
                .orElseThrow(() -> new AssertionError(new String(datagram, StandardCharsets.UTF_8)));
        return Arrays.copyOfRange(datagram, newline + 1, datagram.length);
    }
}
