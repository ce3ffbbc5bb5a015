// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.stacks;

import io.raygate.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LogsCommandTest {

    @TempDir
    Path root;

    @Test
    void logs_all_theEndOfEach() throws IOException {
        write("gateway", "1\n2\n3\n");
        write("local-stack", "x\n");

        assertThat(CommandLineRun.of(root, "logs", "-n", "2").out())
                .containsExactly("==> gateway", "2", "3", "==> local-stack", "x");
    }

    @Test
    void logs_onePart_onlyThat() throws IOException {
        write("gateway", "1\n");
        write("local-stack", "x\n");

        assertThat(CommandLineRun.of(root, "logs", "local-stack").out()).containsExactly("==> local-stack", "x");
    }

    @Test
    void logs_unknownPart_2AndWhatThereIs() throws IOException {
        write("gateway", "1\n");

        CommandLineRun run = CommandLineRun.of(root, "logs", "nonsense");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).containsExactly("raygate: there is no log of 'nonsense'; choose from gateway");
    }

    @Test
    void logs_none_saysHowToStart() {
        CommandLineRun run = CommandLineRun.of(root, "logs");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .containsExactly("raygate: there are no logs in .raygate/logs/0: start a stack with ./raygate up");
    }

    private void write(String part, String text) throws IOException {
        Path directory = Files.createDirectories(root.resolve(".raygate/logs/0"));
        Files.writeString(directory.resolve(part + ".log"), text);
    }
}
