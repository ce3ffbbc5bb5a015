// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentTest {

    @TempDir
    Path folder;

    @Test
    void in_datagram_documentWithoutHeader() throws IOException {
        Path file = Files.writeString(folder.resolve("a.bin"), "{\"format\":\"json\",\"version\":1}\n{\"a\":\n1}");

        assertThat(Document.in(file))
                .singleElement()
                .satisfies(document -> assertThat(new String(document.body(), StandardCharsets.UTF_8))
                        .isEqualTo("{\"a\":\n1}"));
    }

    @Test
    void in_lines_oneDocumentEachWithItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "{}\n\n{}\n");

        assertThat(Document.in(file)).extracting(Document::place).containsExactly(file + ":1", file + ":3");
    }
}
