// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.raygate.local.xray.wire.RestJson;
import java.util.Map;
import java.util.TreeMap;

/** Counts of durations in bins of which ten make a factor of ten, from a millisecond on. Not thread-safe. */
final class TimeBins {

    private static final double LEAST_SECONDS = 0.001;
    private static final int BINS_PER_DECADE = 10;

    private final TreeMap<Integer, Integer> counts = new TreeMap<>();

    /** What is not a number is not counted. */
    void add(double seconds) {
        if (!Double.isNaN(seconds)) {
            counts.merge(bin(seconds), 1, Integer::sum);
        }
    }

    /** Those with something in them: from (included), to (excluded), count. */
    ArrayNode toJson() {
        ArrayNode json = RestJson.array();
        for (Map.Entry<Integer, Integer> bin : counts.entrySet()) {
            double from = bin.getKey() == 0 ? 0 : start(bin.getKey());
            json.addObject()
                    .put("from", from)
                    .put("to", start(bin.getKey() + 1))
                    .put("count", bin.getValue());
        }
        return json;
    }

    private static int bin(double seconds) {
        if (seconds < start(1)) {
            return 0;
        }
        int guess = (int) Math.floor(Math.log10(seconds / LEAST_SECONDS) * BINS_PER_DECADE);
        // logarithms are a little off where a bin begins
        return seconds < start(guess) ? guess - 1 : seconds >= start(guess + 1) ? guess + 1 : guess;
    }

    private static double start(int bin) {
        return RestJson.seconds(LEAST_SECONDS * Math.pow(10, bin / (double) BINS_PER_DECADE));
    }
}
