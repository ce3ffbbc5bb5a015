// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ValidateCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void run_rejectedDocument_1AndTheFinding() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "[]");

        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(text()).contains("REJECTED " + file + ":1:1: NOT_AN_OBJECT").contains("rejected=1");
    }

    @Test
    void run_emptyDirectory_0() {
        assertThat(run("--strict", folder.toString())).isZero();
        assertThat(text()).contains("mode=strict, files=0");
    }

    @Test
    void run_unknownOption_2AndUsage() {
        assertThat(run("--nonsense", folder.toString())).isEqualTo(2);
        assertThat(text()).startsWith("usage:");
    }

    @Test
    void run_missingFile_2() {
        assertThat(run(folder.resolve("none").toString())).isEqualTo(2);
    }

    private int run(String... arguments) {
        return ValidateCommand.run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
