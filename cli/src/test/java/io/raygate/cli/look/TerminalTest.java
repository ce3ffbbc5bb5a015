// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.cli.Console;
import io.raygate.trace.Screen;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TerminalTest {

    @Test
    void of_terminal_coloursUnlessSomebodyWantsNone() {
        assertThat(screen(true, Map.of("COLUMNS", "120"))).isEqualTo(new Screen(120, true));
        assertThat(screen(true, Map.of("COLUMNS", "120", "NO_COLOR", "1"))).isEqualTo(new Screen(120, false));
        assertThat(screen(true, Map.of("COLUMNS", "120", "TERM", "dumb"))).isEqualTo(new Screen(120, false));
        assertThat(screen(true, Map.of("COLUMNS", "120", "NO_COLOR", ""))).isEqualTo(new Screen(120, true));
    }

    @Test
    void of_pipe_noColoursAndAUsualWidth() {
        assertThat(screen(false, Map.of())).isEqualTo(new Screen(100, false));
        assertThat(screen(false, Map.of("COLUMNS", "wide"))).isEqualTo(new Screen(100, false));
        assertThat(screen(false, Map.of("COLUMNS", "5"))).isEqualTo(new Screen(60, false));
    }

    private static Screen screen(boolean terminal, Map<String, String> environment) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return Terminal.screen(new Console(nowhere, nowhere, terminal), environment);
    }
}
