// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.time.Duration;

/** A wait that doubles with each failure in a row, up to a bound. */
record Backoff(Duration initial, Duration max) {

    private static final int MAX_DOUBLINGS = 30;

    /** The wait after this many failures in a row; none after no failure. */
    Duration delay(int failures) {
        if (failures <= 0) {
            return Duration.ZERO;
        }
        Duration delay = initial.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return delay.compareTo(max) < 0 ? delay : max;
    }
}
