// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BackoffTest {

    private static final Duration MIN = Duration.ofMillis(100);
    private static final Duration MAX = Duration.ofSeconds(5);

    private final Backoff exponential = Backoff.exponential("raygate.publish", MIN, MAX);

    @Test
    void exponential_moreFailures_doublesUpToTheMaximum() {
        assertThat(exponential.pause(1)).hasValue(MIN);
        assertThat(exponential.pause(3)).hasValue(Duration.ofMillis(400));
        assertThat(exponential.pause(7)).hasValue(MAX);
        assertThat(exponential.pause(Integer.MAX_VALUE)).hasValue(MAX);
    }

    @Test
    void exponential_longestOfAllMinima_doesNotOverflow() {
        Duration century = Duration.ofDays(36_500);

        assertThat(Backoff.exponential("raygate.publish", century, century).pause(9))
                .hasValue(century);
    }

    @Test
    void exponential_maximumBelowMinimumOrNoMinimum_namesTheKeys() {
        assertThatThrownBy(() -> Backoff.exponential("raygate.publish", MAX, MIN))
                .hasMessageContaining("raygate.publish.min-backoff and max-backoff: PT5S and PT0.1S");
        assertThatThrownBy(() -> Backoff.exponential("raygate.submit", Duration.ZERO, MAX))
                .hasMessageContaining("raygate.submit.min-backoff");
    }

    @Test
    void withJitter_ofAll_isSpreadOverTheWholeRange() {
        Backoff full = exponential.withJitter(1, new SplittableRandom(2));

        List<Long> millis = Stream.generate(() -> full.pause(7).orElseThrow().toMillis())
                .limit(1_000)
                .toList();

        assertThat(millis).allSatisfy(pause -> assertThat(pause).isBetween(0L, 5_000L));
        assertThat(millis.stream().filter(pause -> pause < 1_000).count()).isBetween(150L, 250L);
        assertThat(millis.stream().filter(pause -> pause > 4_000).count()).isBetween(150L, 250L);
    }

    @Test
    void withJitter_ofHalf_leavesTheOtherHalf() {
        Backoff half = exponential.withJitter(0.5, new SplittableRandom(3));

        List<Long> millis = Stream.generate(() -> half.pause(7).orElseThrow().toMillis())
                .limit(1_000)
                .toList();

        assertThat(millis).allSatisfy(pause -> assertThat(pause).isBetween(2_500L, 5_000L));
        assertThat(millis).anyMatch(pause -> pause < 2_700).anyMatch(pause -> pause > 4_800);
    }

    @Test
    void withMaxAttempts_lastAttemptFailed_givesUp() {
        Backoff threeAttempts = Backoff.fixed(MIN).withMaxAttempts(3);

        assertThat(threeAttempts.pause(1)).hasValue(MIN);
        assertThat(threeAttempts.pause(2)).hasValue(MIN);
        assertThat(threeAttempts.pause(3)).isEmpty();
    }

    @Test
    void sleep_deadlineComesFirst_returnsAtOnce() throws InterruptedException {
        FakeTiming time = new FakeTiming();
        Backoff within = exponential.within(Deadline.in(Duration.ofMillis(350), time));

        assertThat(within.sleep(1, time)).isTrue();
        assertThat(within.sleep(2, time)).isTrue();
        assertThat(within.sleep(1, time)).isFalse();
        assertThat(time.nanoTime()).isEqualTo(Duration.ofMillis(300).toNanos());
    }
}
