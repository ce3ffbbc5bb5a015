// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.intake;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How old documents are when they come: from the end of what they describe, by their own clock, to the call that brings them.
 * Counts only grow, so that who subtracts two moments knows the ages of what came between. Bounds are a tenth apart. Thread-safe.
 */
final class DocumentAges {

    private static final double STEP = 1.1;
    private static final double MILLIS = 1_000;

    /** The last one has no upper bound that counts; it stands for more than 20 minutes. */
    private static final int BUCKETS = 148;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    /** @param seconds negative where the sender's clock is ahead, which counts as no age at all */
    void add(double seconds) {
        double millis = Math.max(1, seconds * MILLIS);
        int bucket = (int) Math.ceil(Math.log(millis) / Math.log(STEP));
        counts.incrementAndGet(Math.min(bucket, BUCKETS - 1));
    }

    /** Documents by the upper bound of their age in milliseconds, ascending; bounds without documents are left out. */
    Map<String, Long> status() {
        Map<String, Long> status = new LinkedHashMap<>();
        for (int i = 0; i < BUCKETS; i++) {
            if (counts.get(i) > 0) {
                status.put(String.format(Locale.ROOT, "%.2f", Math.pow(STEP, i)), counts.get(i));
            }
        }
        return status;
    }
}
