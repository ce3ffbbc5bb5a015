// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import java.time.Duration;
import java.util.Optional;

/**
 * Tells a person that documents are refused while there is no queue for them: the first time at once, then once a minute
 * with the count since. Names three blocks at most, never what is in them. Not thread-safe.
 */
final class LostLog {

    private static final long SILENCE_NANOS = Duration.ofMinutes(1).toNanos();

    private int count;
    private boolean said;
    private long saidNanos;

    /**
     * The line to log, if it is time for one.
     *
     * @param blocks   of some of those that are lost now
     * @param nowNanos from some point in time
     */
    Optional<String> note(String tenant, int lost, Object reasons, Object blocks, long nowNanos) {
        count += lost;
        if (said && nowNanos - saidNanos < SILENCE_NANOS) {
            return Optional.empty();
        }
        String line = "Rejected, and there is no quarantine queue: count=" + count + ", tenant=" + tenant + ", reasons="
                + reasons + ", blocks=" + blocks;
        said = true;
        saidNanos = nowNanos;
        count = 0;
        return Optional.of(line);
    }
}
