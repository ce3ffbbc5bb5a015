// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.trace;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScreenTest {

    @Test
    void fit_anyText_hasThatManyColumns() {
        assertThat(Screen.fit("ab", 4)).isEqualTo("ab  ");
        assertThat(Screen.fit("abcdef", 4)).isEqualTo("abc\u2026");
        assertThat(Screen.fit("\ud83d\ude00\ud83d\ude00\ud83d\ude00", 2)).isEqualTo("\ud83d\ude00\u2026");
        assertThat(Screen.fit("a\u001b[2J\u202eb", 10)).isEqualTo("a\ufffd[2J\ufffdb   ");
        assertThat(Screen.fit("abc", 0)).isEmpty();
    }
}
