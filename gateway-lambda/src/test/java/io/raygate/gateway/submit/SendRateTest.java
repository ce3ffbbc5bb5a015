// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SendRateTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void reserve_neverThrottled_doesNotWait() {
        SendRate pace = new SendRate(Double.POSITIVE_INFINITY, 50, 0);

        assertThat(pace.reserve(50, 0, SECOND)).isZero();
        assertThat(pace.reserve(50, 0, SECOND)).isZero();
    }

    @Test
    void reserve_ceiling_spacesCalls() {
        SendRate pace = new SendRate(100, 50, 0);

        assertThat(pace.reserve(50, 0, SECOND)).isZero();
        assertThat(pace.reserve(50, 0, SECOND)).isEqualTo(SECOND / 2);
        assertThat(pace.reserve(50, SECOND, SECOND)).isZero();
    }

    @Test
    void reserve_longerThanAllowed_reservesNothing() {
        SendRate pace = new SendRate(10, 50, 0);
        pace.reserve(50, 0, SECOND);

        assertThat(pace.reserve(50, 0, SECOND)).isNegative();
        assertThat(pace.reserve(50, 4 * SECOND, SECOND)).isEqualTo(SECOND);
    }

    @Test
    void throttled_callsUnderWayTogether_cutTheMeasuredRateOnce() {
        SendRate pace = new SendRate(Double.POSITIVE_INFINITY, 50, 0);
        pace.taken(2_000, 1, SECOND / 2);

        pace.throttled(SECOND, SECOND / 10);
        pace.throttled(SECOND + 1, SECOND / 10);

        assertThat(pace.rate()).isCloseTo(1_400, within(1.0));
    }

    @Test
    void throttled_beforeAnythingWasTaken_startsFromAGuess() {
        SendRate pace = new SendRate(Double.POSITIVE_INFINITY, 50, 0);

        pace.throttled(SECOND, SECOND / 10);

        assertThat(pace.rate()).isCloseTo(700, within(1.0));
    }

    @Test
    void throttled_again_neverFallsBelowOneCallASecond() {
        SendRate pace = new SendRate(Double.POSITIVE_INFINITY, 50, 0);

        for (int second = 1; second < 40; second++) {
            pace.throttled(second * SECOND, SECOND / 10);
        }

        assertThat(pace.rate()).isEqualTo(SendRate.FLOOR);
    }

    @Test
    void throttled_ceilingBelowOneCallASecond_staysThere() {
        SendRate pace = new SendRate(12.5, 50, 0);

        pace.throttled(SECOND, SECOND / 10);

        assertThat(pace.rate()).isEqualTo(12.5);
    }

    @Test
    void taken_afterThrottling_climbsToTheCeiling() {
        SendRate pace = new SendRate(1_000, 50, 0);
        pace.throttled(0, 0);

        for (int i = 1; i < 2_000; i++) {
            pace.taken(50, 1, i * SECOND / 10);
        }

        assertThat(pace.rate()).isEqualTo(1_000);
    }

    /** Two senders of weights 1 and 3 that are throttled whenever both together are over the limit. */
    @Test
    void twoRates_onOneLimit_shareItByWeight() {
        SendRate light = new SendRate(10_000, 10, 0);
        SendRate heavy = new SendRate(10_000, 10, 0);
        double lightSum = 0;
        double heavySum = 0;
        for (int second = 1; second < 5_000; second++) {
            long now = second * SECOND;
            light.taken((int) light.rate(), 1, now);
            heavy.taken((int) heavy.rate(), 3, now);
            if (light.rate() + heavy.rate() > 2_600) {
                light.throttled(now, SECOND / 2);
                heavy.throttled(now, SECOND / 2);
            }
            if (second > 1_000) {
                lightSum += light.rate();
                heavySum += heavy.rate();
            }
        }

        assertThat(heavySum / lightSum).isCloseTo(3, within(0.3));
    }
}
