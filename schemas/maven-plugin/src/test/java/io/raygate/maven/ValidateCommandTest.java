// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven;

import io.raygate.maven.check.Bounds;
import io.raygate.maven.check.Selection;
import io.raygate.schema.ValidationMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ValidateCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void run_rejectedDocument_1AndTheFinding() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "[]");

        assertThat(run(file, ValidationMode.REPAIR, false)).isEqualTo(1);
        assertThat(text(out))
                .contains("REJECTED " + file + ":1:1: NOT_AN_OBJECT")
                .contains("rejected=1");
    }

    @Test
    void run_emptyDirectory_0() {
        assertThat(run(folder, ValidationMode.STRICT, false)).isZero();
        assertThat(text(out)).contains("mode=strict, files=0");
    }

    @Test
    void run_json_nothingElseOnOut() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "[]");

        assertThat(run(file, ValidationMode.REPAIR, true)).isEqualTo(1);
        assertThat(text(out).strip())
                .startsWith("{")
                .endsWith("}")
                .contains("\"rejected\" : 1", "\"reason\" : \"NOT_AN_OBJECT\"");
    }

    @Test
    void run_report_writtenToo() throws IOException {
        Path report = folder.resolve("new/report.json");
        Path file = Files.writeString(folder.resolve("a.json"), "[]");
        var command = new ValidateCommand(
                new Selection(List.of(file), List.of(), List.of()),
                ValidationMode.REPAIR,
                Bounds.DEFAULT,
                false,
                Optional.of(report));

        assertThat(command.run(stream(out), stream(err))).isEqualTo(1);
        assertThat(report).content().contains("\"rejected\" : 1");
    }

    @Test
    void run_missingFile_2() {
        assertThat(run(folder.resolve("none"), ValidationMode.REPAIR, false)).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).startsWith("raygate: ").contains("none").hasLineCount(1);
    }

    private int run(Path root, ValidationMode mode, boolean json) {
        Selection selection = new Selection(List.of(root), List.of(), List.of());
        return new ValidateCommand(selection, mode, Bounds.DEFAULT, json, Optional.empty())
                .run(stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
