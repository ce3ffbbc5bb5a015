// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.sampling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.wire.RestJson;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What clients reported, summed for each rule since the start. One entry for each rule that is there; thread-safe. */
final class SamplingStatistics {

    private final Map<String, Sums> byRule = new TreeMap<>();

    synchronized void add(String ruleName, Sums sums) {
        byRule.merge(ruleName, sums, Sums::plus);
    }

    synchronized void forget(String ruleName) {
        byRule.remove(ruleName);
    }

    synchronized ArrayNode toJson() {
        ArrayNode json = RestJson.array();
        byRule.forEach((rule, sums) -> json.add(sums.toJson(rule)));
        return json;
    }

    /**
     * Sums of reports.
     *
     * @param latest when the last of them came
     */
    record Sums(long requests, long sampled, long borrowed, Instant latest) {

        private Sums plus(Sums later) {
            return new Sums(
                    requests + later.requests, sampled + later.sampled, borrowed + later.borrowed, later.latest);
        }

        private ObjectNode toJson(String ruleName) {
            return RestJson.object()
                    .put("RuleName", ruleName)
                    .put("Timestamp", RestJson.time(latest))
                    .put("RequestCount", requests)
                    .put("BorrowCount", borrowed)
                    .put("SampledCount", sampled);
        }
    }
}
