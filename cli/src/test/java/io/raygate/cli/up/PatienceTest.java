// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.up;

import io.raygate.cli.up.Patience.Sign;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PatienceTest {

    private final Patience patience = new Patience(Duration.ofSeconds(90), Duration.ofSeconds(600), 0);

    @Test
    void exhausted_nothingMoves_afterTheStallTimeout() {
        Sign still = new Sign(10, 2, 0);

        assertThat(patience.exhausted(still, seconds(1))).isEmpty();
        assertThat(patience.exhausted(still, seconds(90))).isEmpty();
        assertThat(patience.exhausted(still, seconds(91))).hasValue("has shown no progress for 90 s (--stall-timeout)");
    }

    @Test
    void exhausted_logGrows_farLater() {
        for (int second = 0; second < 590; second += 10) {
            assertThat(patience.exhausted(new Sign(second, 2, 0), seconds(second)))
                    .isEmpty();
        }
        assertThat(patience.exhausted(new Sign(600, 2, 0), seconds(600)))
                .hasValue("is not ready after 600 s (--start-timeout)");
    }

    @Test
    void exhausted_aProcessIsStarted_goesOn() {
        assertThat(patience.exhausted(new Sign(0, 2, 0), seconds(1))).isEmpty();
        assertThat(patience.exhausted(new Sign(0, 3, 0), seconds(100))).isEmpty();
    }

    @Test
    void exhausted_worksWithoutAWord_goesOn() {
        assertThat(patience.exhausted(busy(1), seconds(1))).isEmpty();
        assertThat(patience.exhausted(busy(60), seconds(100))).isEmpty();
    }

    @Test
    void exhausted_usesNoMoreThanAnIdleProcess_afterTheStallTimeout() {
        assertThat(patience.exhausted(busy(11), seconds(1))).isEmpty();
        assertThat(patience.exhausted(busy(12), seconds(100))).isPresent();
    }

    private static Sign busy(int cpuSeconds) {
        return Sign.of(0, 2, Duration.ofSeconds(cpuSeconds));
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
