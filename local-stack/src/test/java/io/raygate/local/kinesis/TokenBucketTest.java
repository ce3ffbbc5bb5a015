// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TokenBucketTest {

    private static final long SECOND = 1_000_000_000L;

    private final TokenBucket bucket = new TokenBucket(100, 0);

    @Test
    void holds_fullBucket_givesOneSecondsWorth() {
        bucket.take(100);

        assertThat(bucket.holds(1, 0)).isFalse();
    }

    @Test
    void holds_timePasses_refillsUpToCapacity() {
        bucket.take(100);

        assertThat(bucket.holds(50, SECOND / 2)).isTrue();
        assertThat(bucket.holds(51, SECOND / 2)).isFalse();
        bucket.take(50);
        assertThat(bucket.holds(100, 60 * SECOND)).isTrue();
        bucket.take(100);
        assertThat(bucket.holds(1, 60 * SECOND)).isFalse();
    }

    @Test
    void holds_moreThanCapacity_passesFullBucketOnceAndLeavesDebt() {
        assertThat(bucket.holds(300, 0)).isTrue();
        bucket.take(300);

        assertThat(bucket.holds(1, 2 * SECOND)).isFalse();
        assertThat(bucket.holds(1, 2 * SECOND + SECOND / 10)).isTrue();
    }

    @Test
    void holds_clockStepsBack_neitherRefillsNorLoses() {
        bucket.take(100);

        assertThat(bucket.holds(1, -SECOND)).isFalse();
        assertThat(bucket.holds(100, SECOND)).isTrue();
    }
}
