// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * The chances of a day in the shop.
 *
 * @param random must be thread-safe, since all requests share it
 */
record Dice(RandomGenerator random) {

    /** True with a probability of 0 (never) to 1 (always). */
    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A number from 1 to {@code max}. */
    int upTo(int max) {
        return 1 + random.nextInt(max);
    }

    /** Lets the calling thread take {@code least} to ten times as long, short times more often. */
    void takeTime(Duration least) {
        double skewed = Math.pow(random.nextDouble(), 3);
        LockSupport.parkNanos((long) (least.toNanos() * (1 + 9 * skewed)));
    }
}
