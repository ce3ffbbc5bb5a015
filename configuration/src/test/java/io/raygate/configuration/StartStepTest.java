// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StartStepTest {

    private static final String PROBLEM = "raygate.ship.port: 80 is taken; write another port";

    @Test
    void get_stepThatSucceeds_returnsWhatItMakes() {
        assertThat(StartStep.get(() -> 7)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void run_stepThatRefuses_isAWrongConfigurationWithThatLine(boolean unreadable) {
        RuntimeException refusal = unreadable
                ? new UncheckedIOException(PROBLEM, new IOException("reset"))
                : new IllegalArgumentException(PROBLEM);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> StartStep.run(() -> {
                    throw refusal;
                }))
                .withMessage(PROBLEM);
    }

    @Test
    void run_stepThatFailsOtherwise_isNoMatterOfConfiguration() {
        assertThatThrownBy(() -> StartStep.run(() -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(InterruptedException.class);
    }
}
