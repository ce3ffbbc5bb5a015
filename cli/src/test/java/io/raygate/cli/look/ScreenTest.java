// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.cli.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScreenTest {

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

    @Test
    void fit_anyText_hasThatManyColumns() {
        assertThat(Screen.fit("ab", 4)).isEqualTo("ab  ");
        assertThat(Screen.fit("abcdef", 4)).isEqualTo("abc\u2026");
        assertThat(Screen.fit("\ud83d\ude00\ud83d\ude00\ud83d\ude00", 2)).isEqualTo("\ud83d\ude00\u2026");
        assertThat(Screen.fit("a\u001b[2J\u202eb", 10)).isEqualTo("a\ufffd[2J\ufffdb   ");
        assertThat(Screen.fit("abc", 0)).isEmpty();
    }

    private static Screen screen(boolean terminal, Map<String, String> environment) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return Screen.of(new Console(nowhere, nowhere, terminal), environment);
    }
}
