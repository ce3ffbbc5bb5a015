// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NapTest {

    private static final long FIVE_MILLIS = 5_000_000;
    private static final long SECOND = 1_000_000_000;

    /** What most kernels grant unless {@code net.core.rmem_max} was raised. */
    private static final long DEFAULT_BUFFER = 212_992;

    private static final long LARGE_BUFFER = 4 << 20;

    @ParameterizedTest
    @CsvSource({"0, 1000", "1, 1000", "1, 100", "1, 3", "2, 6"})
    void next_fewerThanANapWouldGather_isToSleepUntilTheNext(int datagrams, long millis) {
        assertThat(next(new Nap(FIVE_MILLIS, LARGE_BUFFER), datagrams, millis * 1_000_000))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 5", "5, 5", "100, 5"})
    void next_asManyAsMakeANapWorthwhile_isAsLongAsConfigured(int datagrams, long millis) {
        assertThat(next(new Nap(FIVE_MILLIS, LARGE_BUFFER), datagrams, millis * 1_000_000))
                .isEqualTo(FIVE_MILLIS);
    }

    @ParameterizedTest
    @CsvSource({"5000", "20000", "50000"})
    void next_smallBuffer_isAnEighthOfIt(long perSecond) {
        Nap nap = new Nap(FIVE_MILLIS, DEFAULT_BUFFER);

        long nanos = next(nap, 1_000, 1_000 * SECOND / perSecond);

        double datagramBytes = 2 * 1_500 + 768;
        assertThat(nanos * perSecond / 1e9 * datagramBytes).isLessThanOrEqualTo(2 * DEFAULT_BUFFER / 8.0 + 1);
        assertThat(nanos).isGreaterThanOrEqualTo(100_000);
    }

    @Test
    void next_smallBufferAndLowRate_leavesRoomForASuddenOne() {
        long nanos = next(new Nap(FIVE_MILLIS, DEFAULT_BUFFER), 5, 6_000_000);

        assertThat(nanos).isPositive();
        assertThat(nanos * 20_000 / 1e9 * (2 * 1_500 + 768)).isLessThanOrEqualTo((double) DEFAULT_BUFFER);
    }

    @Test
    void next_rateBeyondTheShortestNap_isTheShortest() {
        assertThat(next(new Nap(FIVE_MILLIS, DEFAULT_BUFFER), 100_000, 1_000_000))
                .isEqualTo(100_000);
    }

    @Test
    void next_quietAfterMany_isToSleepAgain() {
        Nap nap = new Nap(FIVE_MILLIS, LARGE_BUFFER);
        next(nap, 100, FIVE_MILLIS);

        assertThat(next(nap, 0, FIVE_MILLIS)).isZero();
    }

    @Test
    void next_noNapConfigured_isToSleepUntilTheNext() {
        assertThat(next(new Nap(0, LARGE_BUFFER), 1_000, 1_000_000)).isZero();
    }

    private static long next(Nap nap, int datagrams, long elapsedNanos) {
        for (int i = 0; i < datagrams; i++) {
            nap.onDatagram(1_500);
        }
        return nap.next(elapsedNanos);
    }
}
