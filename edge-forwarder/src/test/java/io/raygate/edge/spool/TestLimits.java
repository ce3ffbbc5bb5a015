// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.edge.spool.SpoolConfig.SpoolMode;
import java.time.Duration;

/** Bounds for tests: a disk of 16 MiB, tried again every 5 ms. */
final class TestLimits {

    static final int MAX_DISK_BYTES = 16 * 1024 * 1024;

    private static final Duration INTERVAL = Duration.ofMillis(5);

    private TestLimits() {}

    static SpoolLimits inMemory(long maxMemoryBytes) {
        return of(SpoolMode.OVERFLOW, maxMemoryBytes);
    }

    static SpoolLimits of(SpoolMode mode, long maxMemoryBytes) {
        return new SpoolLimits(mode, maxMemoryBytes, MAX_DISK_BYTES, INTERVAL, INTERVAL);
    }
}
