// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.inspect;

import io.raygate.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ValidateCommandTest {

    @TempDir
    Path folder;

    /** A document that is repaired: the key of its annotation. */
    private Path repaired;

    @BeforeEach
    void document() throws IOException {
        repaired = Files.writeString(
                folder.resolve("repaired.json"),
                "{\"name\":\"a\",\"id\":\"70de5b6f19ff9a0a\",\"trace_id\":\"1-581cf771-a006649127e371903a2de979\","
                        + "\"start_time\":1478293361.271,\"end_time\":1478293361.449,\"annotations\":{\"user-id\":7}}");
    }

    @Test
    void validate_repairedDocument_0() {
        CommandLineRun run = CommandLineRun.of(folder, "validate", repaired.toString());

        assertThat(run.status()).isZero();
        assertThat(run.out()).last().asString().contains("mode=repair", "repaired=1", "rejected=0");
    }

    @Test
    void validate_strict_1() {
        for (String option : new String[] {"--strict", "--mode=strict", "--mode=STRICT"}) {
            CommandLineRun run = CommandLineRun.of(folder, "validate", option, repaired.toString());

            assertThat(run.status()).as(option).isEqualTo(1);
            assertThat(run.out()).last().asString().contains("mode=strict", "rejected=1");
        }
    }

    @Test
    void validate_json_isAllThatIsPrinted() {
        CommandLineRun run = CommandLineRun.of(folder, "validate", "--json", "--strict", repaired.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).first().isEqualTo("{");
        assertThat(run.out()).last().isEqualTo("}");
        assertThat(run.out()).anyMatch(line -> line.contains("\"rejected\" : 1"));
    }

    @Test
    void validate_maxFindings_noMoreReasonsForADocument() throws IOException {
        Path file = Files.writeString(folder.resolve("rejected.json"), "{\"name\":7,\"id\":\"x\"}");

        assertThat(findings(CommandLineRun.of(folder, "validate", file.toString())))
                .isGreaterThan(1);
        assertThat(findings(CommandLineRun.of(folder, "validate", "--max-findings", "1", file.toString())))
                .isEqualTo(1);
    }

    @Test
    void validate_maxFileBytes_largerFileIsRejectedUnread() {
        CommandLineRun run = CommandLineRun.of(folder, "validate", "--max-file-bytes=10", repaired.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).first().asString().contains("FILE_TOO_LARGE", "--max-file-bytes");
    }

    @Test
    void validate_boundOutOfRange_2AndTheRange() {
        assertThat(CommandLineRun.of(folder, "validate", "--max-findings=0", "x")
                        .err())
                .singleElement()
                .asString()
                .contains("--max-findings 0: write 1 or more");
        assertThat(CommandLineRun.of(folder, "validate", "--max-file-bytes=0", repaired.toString())
                        .status())
                .isEqualTo(2);
    }

    private static long findings(CommandLineRun run) {
        return run.out().stream().filter(line -> line.startsWith("REJECTED ")).count();
    }

    @Test
    void validate_missingFile_2() {
        CommandLineRun run = CommandLineRun.of(folder, "validate", "none.json");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).containsExactly("raygate: none.json does not exist: name files or directories");
    }

    @Test
    void decode_noBlock_1AndWhy() {
        CommandLineRun run = CommandLineRun.of(folder, "decode", repaired.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().startsWith("raygate: " + repaired + " ");
    }
}
