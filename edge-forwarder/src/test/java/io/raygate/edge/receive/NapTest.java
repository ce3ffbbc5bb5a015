// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NapTest {

    private static final long FIVE_MILLIS = 5_000_000;

    private final Nap nap = new Nap(FIVE_MILLIS, 212_992);

    @Test
    void next_fewDatagrams_isAsLongAsConfigured() {
        nap.onDatagram(500);

        assertThat(nap.next()).isEqualTo(FIVE_MILLIS);
    }

    @Test
    void next_bufferFillsBeyondAQuarter_isHalvedDownToTheLeast() {
        assertThat(nextAfter(100)).isEqualTo(FIVE_MILLIS / 2);
        assertThat(nextAfter(100)).isEqualTo(FIVE_MILLIS / 4);
        for (int i = 0; i < 20; i++) {
            nextAfter(100);
        }
        assertThat(nextAfter(100)).isEqualTo(100_000);
    }

    @Test
    void next_quietAgain_isDoubledUpToTheConfigured() {
        nextAfter(100);
        nextAfter(100);

        assertThat(nextAfter(1)).isEqualTo(FIVE_MILLIS / 2);
        assertThat(nextAfter(1)).isEqualTo(FIVE_MILLIS);
        assertThat(nextAfter(1)).isEqualTo(FIVE_MILLIS);
    }

    @Test
    void next_configuredBelowTheLeast_isAsConfigured() {
        Nap none = new Nap(0, 212_992);
        for (int i = 0; i < 1_000; i++) {
            none.onDatagram(500);
        }

        assertThat(none.next()).isZero();
    }

    private long nextAfter(int datagrams) {
        for (int i = 0; i < datagrams; i++) {
            nap.onDatagram(500);
        }
        return nap.next();
    }
}
