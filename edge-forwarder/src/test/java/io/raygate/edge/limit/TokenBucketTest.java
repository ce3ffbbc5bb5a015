// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TokenBucketTest {

    private static final long START = Long.MAX_VALUE - TimeUnit.HOURS.toNanos(1);

    @Test
    void tryTake_fullBucket_givesTheBurstAndNoMore() {
        TokenBucket bucket = new TokenBucket(10, 4, START);

        assertThat(IntStream.range(0, 10).filter(_ -> bucket.tryTake(START)).count())
                .isEqualTo(4);
        assertThat(bucket.tokens(START)).isZero();
    }

    @Test
    void tryTake_afterAWhile_givesWhatHasComeBack() {
        TokenBucket bucket = new TokenBucket(10, 4, START);
        IntStream.range(0, 4).forEach(_ -> bucket.tryTake(START));

        assertThat(bucket.tryTake(START + 99_000_000)).isFalse();
        assertThat(bucket.tryTake(START + 100_000_000)).isTrue();
        assertThat(bucket.tokens(START + 250_000_000)).isEqualTo(1.5, within(1e-6));
        assertThat(bucket.tokens(START + TimeUnit.MINUTES.toNanos(1))).isEqualTo(4);
    }

    @Test
    void tryTake_steadyOverload_passesTheRate() {
        TokenBucket bucket = new TokenBucket(300, 300, START);

        long taken = IntStream.range(0, 10_000)
                .filter(i -> bucket.tryTake(START + i * 1_000_000L))
                .count();

        assertThat(taken).isCloseTo(300 + 3_000, within(3L));
    }

    @Test
    void tryTake_clockGoesBack_neverGivesMoreThanTheBurst() {
        TokenBucket bucket = new TokenBucket(1, 2, START);
        bucket.tryTake(START);
        bucket.tryTake(START);

        assertThat(bucket.tryTake(START - 1_000_000_000)).isFalse();
    }

    @Test
    void tryTake_fromSeveralThreads_givesTheBurstAndNoMore() {
        TokenBucket bucket = new TokenBucket(1, 1_000, START);
        LongAdder taken = new LongAdder();

        IntStream.range(0, 8_000).parallel().filter(_ -> bucket.tryTake(START)).forEach(_ -> taken.increment());

        assertThat(taken.sum()).isEqualTo(1_000);
    }
}
