// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.time;

import java.time.Duration;

/** Time as an invocation meets it. */
public interface Timing {

    /** Nanoseconds from some point in time. */
    long nanoTime();

    /** Returns when the time has passed. */
    void sleep(Duration duration) throws InterruptedException;
}
