// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.process;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SignalsTest {

    @Test
    void check_none_goesOn() {
        Signals.none().check();
    }

    @Test
    void check_several_statusOfTheFirst() {
        Signals signals = Signals.none();
        signals.arrive(143);
        signals.arrive(130);

        assertThatExceptionOfType(Signalled.class)
                .isThrownBy(signals::check)
                .satisfies(signalled -> assertThat(signalled.status()).isEqualTo(143));
        assertThat(signals.count()).isEqualTo(2);
    }

    @Test
    @Timeout(60)
    void await_signal_endsTheWait() {
        Signals signals = Signals.none();
        AtomicBoolean waits = new AtomicBoolean(true);
        Thread.startVirtualThread(() -> {
            while (waits.get()) {
                signals.arrive(143);
            }
        });
        signals.await(Duration.ofHours(1));
        waits.set(false);
    }
}
