// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import java.time.Duration;

/**
 * When work on an invocation must end.
 *
 * @param atNanos on the clock of {@link System#nanoTime()}
 */
public record Deadline(long atNanos) {

    /** That far from now. */
    public static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Negative once it has passed. */
    Duration remaining() {
        return Duration.ofNanos(atNanos - System.nanoTime());
    }

    /** True where this much time is left. */
    boolean allows(Duration duration) {
        return remaining().compareTo(duration) > 0;
    }
}
