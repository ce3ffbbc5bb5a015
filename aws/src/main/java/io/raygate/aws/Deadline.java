// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.time.Duration;

/**
 * When work must end.
 *
 * @param timing  the clock that it is a point of
 * @param atNanos on the clock of {@link Timing#nanoTime()}
 */
public record Deadline(Timing timing, long atNanos) {

    private static final Duration SHORTEST_CALL = Duration.ofMillis(1);

    /** The deadline this far from now. */
    public static Deadline in(Duration duration, Timing timing) {
        return new Deadline(timing, timing.nanoTime() + duration.toNanos());
    }

    /** The deadline this much earlier. */
    public Deadline minus(Duration duration) {
        return new Deadline(timing, atNanos - duration.toNanos());
    }

    /** An earlier deadline, which leaves this much for what comes afterwards, but at most half of what is left. */
    public Deadline leaving(Duration duration) {
        Duration half = remaining().dividedBy(2);
        return minus(half.compareTo(duration) < 0 ? half : duration);
    }

    /** The deadline of the first of several that share the time equally; this one for the last. */
    public Deadline share(int sharers) {
        return sharers == 1 ? this : in(remaining().dividedBy(sharers), timing);
    }

    /** This deadline, or the one this far from now where that is earlier. */
    public Deadline within(Duration duration) {
        return in(atMost(duration), timing);
    }

    /** Negative once it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(atNanos - timing.nanoTime());
    }

    /** True where this much time is left. */
    public boolean allows(Duration duration) {
        return remaining().compareTo(duration) > 0;
    }

    /** True where a call can still be made. */
    public boolean allowsCall() {
        return allows(SHORTEST_CALL);
    }

    /** The time for a call that wants this much: less where the deadline is nearer. */
    public Duration atMost(Duration wanted) {
        Duration remaining = remaining();
        return remaining.compareTo(wanted) < 0 ? remaining : wanted;
    }

    /** Sleeps this long. False, at once, where the deadline comes first. */
    public boolean sleep(Duration duration) throws InterruptedException {
        if (!allows(duration)) {
            return false;
        }
        timing.sleep(duration);
        return true;
    }
}
