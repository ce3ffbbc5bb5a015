// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.raygate.local.xray.wire.RestJson;
import java.util.Map;
import java.util.TreeMap;

/** Counts of durations, kept to two significant digits but never finer than a millisecond: at most 90 values a decade. */
final class Histogram {

    private static final double MILLIS_PER_SECOND = 1000;
    private static final long EXACT_BELOW_MILLIS = 100;

    private final TreeMap<Long, Integer> counts = new TreeMap<>();

    void add(double seconds) {
        counts.merge(bucketMillis(seconds), 1, Integer::sum);
    }

    ArrayNode toJson() {
        ArrayNode json = RestJson.array();
        for (Map.Entry<Long, Integer> count : counts.entrySet()) {
            json.addObject().put("Value", count.getKey() / MILLIS_PER_SECOND).put("Count", count.getValue());
        }
        return json;
    }

    private static long bucketMillis(double seconds) {
        long millis = Math.round(seconds * MILLIS_PER_SECOND);
        long unit = 1;
        while (millis / unit >= EXACT_BELOW_MILLIS) {
            unit *= 10;
        }
        return (millis + unit / 2) / unit * unit;
    }
}
