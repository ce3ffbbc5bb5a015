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

/** The project's own files, as the check of a configuration repository reads them. */
class CheckMainTest {

    private static final Path GITOPS = Path.of("../..").resolve("gitops");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    private int run(String... arguments) {
        return CheckMain.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void applications_ownFiles_oneLineAndOneFileOfValuesForEach() throws IOException {
        assertThat(run("applications", GITOPS.toString(), directory.toString())).isZero();

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).isNotEmpty().allMatch(line -> line.split(" ").length == 6);
        for (String line : lines) {
            assertThat(Files.readString(directory.resolve(line.split(" ")[0] + ".json")))
                    .startsWith("{")
                    .contains("\"environment\":{");
        }
        assertThat(lines).anyMatch(line -> line.startsWith("gateway-") && line.contains(" gateway "));
    }

    @Test
    void validate_ownFiles_nothingRejected() {
        assertThat(run(
                        "validate",
                        GITOPS.resolve("envs").toString(),
                        GITOPS.resolve("tenants").toString()))
                .isZero();
    }

    @Test
    void unknownVerb_printsTheUsage() {
        assertThat(run("render")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("usage: validate [--before DIRECTORY] FILE... | applications");
    }
}
