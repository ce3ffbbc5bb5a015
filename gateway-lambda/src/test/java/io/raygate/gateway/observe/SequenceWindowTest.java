// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class SequenceWindowTest {

    private final SequenceWindow window = new SequenceWindow(64, 100);

    @Test
    void note_oneAfterTheOther_missesNothing() {
        long missing = 0;
        for (long sequence = 100; sequence < 1_000; sequence++) {
            assertThat(window.isDuplicate(sequence)).isFalse();
            missing += window.advanceTo(sequence);
        }

        assertThat(missing).isZero();
    }

    @Test
    void note_lateWithinTheWindow_isNeitherMissingNorDuplicate() {
        window.advanceTo(100);
        window.advanceTo(102);

        assertThat(window.isDuplicate(101)).isFalse();
        assertThat(window.isDuplicate(101)).isTrue();
        assertThat(window.advanceTo(102 + 64)).isZero();
    }

    @Test
    void advanceTo_gapLeavesTheWindow_isMissing() {
        window.advanceTo(100);
        window.advanceTo(105);

        assertThat(window.advanceTo(100 + 64)).isZero();
        assertThat(window.advanceTo(104 + 64)).isEqualTo(4);
    }

    @Test
    void advanceTo_farAhead_countsAllBetween() {
        window.advanceTo(100);

        assertThat(window.advanceTo(1_100)).isEqualTo(1_100 - 64 - 100);
    }

    @Test
    void isDuplicate_olderThanTheWindow_isNotKnown() {
        window.advanceTo(100);
        window.advanceTo(300);

        assertThat(window.isDuplicate(100)).isFalse();
    }

    @Test
    void advanceTo_beforeTheFirst_isNotMissing() {
        window.advanceTo(100);

        assertThat(window.isDuplicate(98)).isFalse();
        assertThat(window.isDuplicate(98)).isTrue();
        assertThat(window.advanceTo(200)).isEqualTo(200 - 64 - 100);
    }

    @Test
    @Timeout(10)
    void advanceTo_lastSequenceThatThereIs_ends() {
        window.advanceTo(100);

        assertThat(window.advanceTo(Long.MAX_VALUE)).isEqualTo(1 << 20);
        assertThat(window.isDuplicate(Long.MAX_VALUE)).isTrue();
        assertThat(window.advanceTo(Long.MAX_VALUE)).isZero();
    }

    @Test
    @Timeout(10)
    void advanceTo_nextToLastAndLast_missesNothing() {
        SequenceWindow late = new SequenceWindow(64, Long.MAX_VALUE - 1);

        assertThat(late.advanceTo(Long.MAX_VALUE - 1)).isZero();
        assertThat(late.advanceTo(Long.MAX_VALUE)).isZero();
    }
}
