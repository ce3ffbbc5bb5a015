// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to pause before an attempt is repeated. A base (exponential or fixed) and what is put around it: jitter, a limit
 * of attempts, a deadline. As thread-safe as the random generator in it.
 */
@FunctionalInterface
public interface Backoff {

    /**
     * The pause before the next attempt; empty where there shall be none.
     *
     * @param failuresInARow at least 1
     */
    Optional<Duration> pause(int failuresInARow);

    /**
     * Pauses that double with each failure, from {@code min} to {@code max}.
     *
     * @param prefix of the keys {@code min-backoff} and {@code max-backoff}, for the error that names them
     * @throws IllegalArgumentException where the two do not fit each other
     */
    static Backoff exponential(String prefix, Duration min, Duration max) {
        if (!min.isPositive() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException(prefix + ".min-backoff and max-backoff: " + min + " and " + max
                    + " do not fit; write a positive minimum and a maximum not below it");
        }
        int maxDoublings = Long.numberOfLeadingZeros(min.toNanos()) - 1;
        return failuresInARow -> {
            long nanos = min.toNanos() << Math.min(failuresInARow - 1, maxDoublings);
            return Optional.of(Duration.ofNanos(Math.min(nanos, max.toNanos())));
        };
    }

    /** The same pause each time. */
    static Backoff fixed(Duration pause) {
        return _ -> Optional.of(pause);
    }

    /**
     * Makes a share of each pause random, so that processes which failed together do not come back together.
     *
     * @param share 0 to 1: of a pause of 1 s, 0.5 leaves 0.5 s to 1 s, and 1 anything up to 1 s
     */
    default Backoff withJitter(double share, RandomGenerator random) {
        return failuresInARow -> pause(failuresInARow).map(pause -> {
            long randomNanos = (long) (pause.toNanos() * share);
            return pause.minusNanos(randomNanos).plusNanos(random.nextLong(randomNanos + 1));
        });
    }

    /** Gives up after so many attempts, the first one included. */
    default Backoff withMaxAttempts(int attempts) {
        return failuresInARow -> failuresInARow < attempts ? pause(failuresInARow) : Optional.empty();
    }

    /** Gives up where the pause would not end before the deadline. */
    default Backoff within(Deadline deadline) {
        return failuresInARow -> pause(failuresInARow).filter(deadline::allows);
    }

    /** Pauses. False, at once, where there is no further attempt. */
    default boolean sleep(int failuresInARow, Timing timing) throws InterruptedException {
        Optional<Duration> pause = pause(failuresInARow);
        if (pause.isPresent()) {
            timing.sleep(pause.get());
        }
        return pause.isPresent();
    }
}
