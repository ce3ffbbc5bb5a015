// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import io.raygate.aws.Backoff;
import io.raygate.edge.workload.kubernetes.WatchBooks.WatchEnd;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often the API server is asked. All times are jittered, so that the nodes of a cluster neither come back together
 * after an outage nor renew their watches together.
 *
 * @param minBackoff   pause after a first failure; it doubles with every further one
 * @param maxBackoff   longest pause
 * @param watchTimeout longest watch; each lasts between half of it and all of it
 */
record WatchPace(Duration minBackoff, Duration maxBackoff, Duration watchTimeout) {

    /** Of which the upper half is random. */
    Backoff backoff(RandomGenerator random) {
        return Backoff.exponential("raygate.workloads.kubernetes", minBackoff, maxBackoff)
                .withJitter(0.5, random);
    }

    /**
     * Failures in a row after a watch has ended. A list and a few events prove little: a watch is progress where it lasted
     * as long as the longest pause, or, if that is shorter, as it was asked to. One that was progress and then broke off is
     * the first failure, so that the nodes do not come back together from an API server that went away.
     *
     * @param lasted from its request to its end; nothing where it was not begun
     * @param asked how long it was to last
     */
    int failuresInARow(int before, WatchEnd end, Duration lasted, Duration asked) {
        boolean isProgress = lasted.compareTo(asked) >= 0 || lasted.compareTo(maxBackoff) >= 0;
        if (!isProgress) {
            return before + 1;
        }
        return end == WatchEnd.TIMEOUT ? 0 : 1;
    }

    Duration watchTimeout(RandomGenerator random) {
        long seconds = watchTimeout.toSeconds();
        return Duration.ofSeconds(seconds / 2 + random.nextLong(seconds / 2 + 1));
    }
}
