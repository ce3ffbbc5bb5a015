// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SendRateTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MEBIBYTE = 1024 * 1024;

    private final SendRate rate = new SendRate();

    @Test
    void reserve_streamNeverThrottled_neverWaits() {
        rate.answered(MEBIBYTE, 0, SECOND);

        assertThat(rate.reserve(100 * MEBIBYTE, SECOND)).isZero();
        assertThat(rate.reserve(100 * MEBIBYTE, SECOND)).isZero();
        assertThat(rate.batchBytes(MEBIBYTE)).isEqualTo(MEBIBYTE);
    }

    @Test
    void answered_throttled_fallsToWhatTheStreamTook() {
        rate.answered(MEBIBYTE, MEBIBYTE, SECOND / 2);

        assertThat(rate.bytesPerSecond()).isEqualTo(MEBIBYTE * 0.75);
        assertThat(rate.batchBytes(MEBIBYTE)).isEqualTo(MEBIBYTE * 3 / 16);
    }

    @Test
    void answered_throttledAgainAndAgain_keepsTheMinimum() {
        for (int i = 0; i < 1_000; i++) {
            rate.answered(0, MEBIBYTE, i);
        }

        assertThat(rate.bytesPerSecond()).isEqualTo(SendRate.MIN_BYTES_PER_SECOND);
    }

    @Test
    void reserve_callsInARow_areSpacedByTheLimit() {
        rate.answered(MEBIBYTE, MEBIBYTE, 0);
        long bytes = (long) (rate.bytesPerSecond() / 2);

        assertThat(rate.reserve(bytes, 0)).isZero();
        assertThat(rate.reserve(bytes, 0)).isEqualTo(SECOND / 2);
        assertThat(rate.reserve(bytes, SECOND / 4)).isEqualTo(SECOND * 3 / 4);
        assertThat(rate.reserve(bytes, 10 * SECOND)).isZero();
    }

    @Test
    void answered_noThrottlingForAMinute_liftsTheLimit() {
        rate.answered(MEBIBYTE, MEBIBYTE, 0);
        double first = rate.bytesPerSecond();
        rate.answered(1, 0, SECOND);
        assertThat(rate.bytesPerSecond()).isEqualTo(first + SendRate.INCREASE_BYTES + first / 10);

        rate.answered(1, 0, 61 * SECOND);

        assertThat(rate.bytesPerSecond()).isInfinite();
    }

    /** Two forwarders, one of them far ahead, on a shard that takes 1 MiB a second. */
    @Test
    void answered_sharedShard_settlesNearEqualShares() {
        SendRate first = new SendRate();
        SendRate second = new SendRate();
        first.answered(900_000, 100_000, 0);
        second.answered(100_000, 10_000, 0);
        long sentByFirst = 0;
        long sentBySecond = 0;
        for (int tick = 1; tick <= 3_000; tick++) {
            long now = tick * SECOND / 10;
            long ofFirst = (long) (first.bytesPerSecond() / 10);
            long ofSecond = (long) (second.bytesPerSecond() / 10);
            double share = Math.min(1, MEBIBYTE / 10.0 / (ofFirst + ofSecond));
            first.answered((long) (ofFirst * share), (long) (ofFirst * (1 - share)), now);
            second.answered((long) (ofSecond * share), (long) (ofSecond * (1 - share)), now);
            sentByFirst += tick > 2_000 ? (long) (ofFirst * share) : 0;
            sentBySecond += tick > 2_000 ? (long) (ofSecond * share) : 0;
        }

        assertThat((double) sentByFirst / sentBySecond).isBetween(0.7, 1.4);
        assertThat(sentByFirst + sentBySecond).isGreaterThan((long) (0.8 * 100 * MEBIBYTE));
    }
}
