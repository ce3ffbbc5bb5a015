// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.raygate.local.xray.wire.RestJson;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of durations to the millisecond. Beyond {@value #MAX_EXACT_VALUES} different ones it keeps two significant digits:
 * at most 90 values a decade. Not thread-safe.
 */
public final class Histogram {

    private static final double MILLIS_PER_SECOND = 1000;
    private static final int MAX_EXACT_VALUES = 100;
    private static final long EXACT_BELOW_MILLIS = 100;

    private final TreeMap<Long, Integer> counts = new TreeMap<>();
    private boolean exact = true;

    public void add(double seconds) {
        long millis = Math.round(seconds * MILLIS_PER_SECOND);
        counts.merge(exact ? millis : bucketMillis(millis), 1, Integer::sum);
        if (exact && counts.size() > MAX_EXACT_VALUES) {
            coarsen();
        }
    }

    public ArrayNode toJson() {
        ArrayNode json = RestJson.array();
        for (Map.Entry<Long, Integer> count : counts.entrySet()) {
            json.addObject().put("Value", count.getKey() / MILLIS_PER_SECOND).put("Count", count.getValue());
        }
        return json;
    }

    private void coarsen() {
        exact = false;
        Map<Long, Integer> fine = new TreeMap<>(counts);
        counts.clear();
        fine.forEach((millis, count) -> counts.merge(bucketMillis(millis), count, Integer::sum));
    }

    private static long bucketMillis(long millis) {
        long unit = 1;
        while (millis / unit >= EXACT_BELOW_MILLIS) {
            unit *= 10;
        }
        return (millis + unit / 2) / unit * unit;
    }
}
