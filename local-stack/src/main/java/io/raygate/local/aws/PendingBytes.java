// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import java.util.concurrent.atomic.AtomicLong;

/** What the bodies of all requests under way take together. Thread-safe. */
final class PendingBytes {

    private final long max;
    private final AtomicLong held = new AtomicLong();

    PendingBytes(long max) {
        this.max = max;
    }

    /** Takes room for so many bytes; false, and nothing is taken, where there is none. */
    boolean take(int bytes) {
        if (held.addAndGet(bytes) <= max) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }
}
