// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleTest {

    private static final String CLEAR_LINE = "\r\u001b\\[K";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void progress_noTerminal_aLineEveryTenSeconds() {
        Console console = console(false);
        for (int second = 0; second <= 25; second++) {
            console.progress("waiting", Duration.ofSeconds(second));
            console.progress("waiting on", Duration.ofSeconds(second));
        }
        console.progressEnd("ready");

        assertThat(text().lines().map(String::strip)).hasSize(3).last().isEqualTo("ready");
        assertThat(text()).contains(" 10 s", " 20 s");
    }

    @Test
    void progress_terminal_rewritesTheLine() {
        Console console = console(true);
        console.progress("waiting", Duration.ofSeconds(1));
        console.progress("waiting", Duration.ofSeconds(1));
        console.progressEnd("ready");

        assertThat(text().split(CLEAR_LINE, -1))
                .hasSize(3)
                .satisfies(parts -> assertThat(parts[1]).contains("waiting"))
                .satisfies(parts -> assertThat(parts[2].strip()).isEqualTo("ready"));
    }

    private Console console(boolean terminal) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Console(stream, stream, terminal);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
