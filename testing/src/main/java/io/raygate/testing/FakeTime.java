// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time that passes only when a test advances it or somebody sleeps. Where a module has an interface of its own for time, its
 * tests extend this class and implement that interface. Thread-safe.
 */
public class FakeTime implements InstantSource {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final AtomicLong nanos = new AtomicLong();

    /** Time that stands still at zero nanoseconds and at the morning of 2026-11-22. */
    public FakeTime() {}

    /** Nanoseconds since the start. */
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos.get());
    }

    /** Returns at once; the time has passed then. */
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        advance(duration);
    }

    /** Lets that much time pass. */
    public void advance(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
