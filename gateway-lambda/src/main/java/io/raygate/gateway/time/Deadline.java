// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.time;

import java.time.Duration;

/**
 * When work on an invocation must end.
 *
 * @param atNanos on the clock of {@link System#nanoTime()}
 */
public record Deadline(long atNanos) {

    private static final Duration SHORTEST_CALL = Duration.ofMillis(1);

    /** That far from now. */
    public static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Earlier by that much. */
    public Deadline minus(Duration duration) {
        return new Deadline(atNanos - duration.toNanos());
    }

    /** For the first of several that share the time in equal parts; the deadline itself for the last. */
    public Deadline share(int sharers) {
        return sharers == 1 ? this : in(remaining().dividedBy(sharers));
    }

    /** Negative once it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(atNanos - System.nanoTime());
    }

    /** True where this much time is left. */
    public boolean allows(Duration duration) {
        return remaining().compareTo(duration) > 0;
    }

    /** True where a call can still be made. */
    public boolean allowsCall() {
        return allows(SHORTEST_CALL);
    }

    /** The time for a call that wants this much. */
    public Duration atMost(Duration wanted) {
        Duration remaining = remaining();
        return remaining.compareTo(wanted) < 0 ? remaining : wanted;
    }
}
