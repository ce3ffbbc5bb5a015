// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.cli.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TraceCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "checkout", "1-6a1b2c3d-0123456789abcdef0123456", "\u001b[31m"})
    void idIn_noId_misusedWithAnExample(String pasted) {
        assertThatThrownBy(() -> TraceCommand.idIn(pasted))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.status()).isEqualTo(Failure.MISUSED))
                .hasMessageContaining("holds no trace id: give one such as 1-")
                .message()
                .doesNotContain("\u001b");
    }
}
