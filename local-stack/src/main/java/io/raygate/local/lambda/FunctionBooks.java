// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.local.json.UntrustedJson;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums up what a function writes in CloudWatch's embedded metric format, which goes to its log: the gateway's books, for
 * example. Bounded; thread-safe.
 */
final class FunctionBooks {

    private static final String BEGIN = "{\"_aws\"";
    private static final int MAX_METRICS = 200;

    /** Of one metric; further ones are in its sum only. */
    private static final int MAX_REASONS = 100;

    private final ObjectMapper json = UntrustedJson.json().build();
    private final Map<String, Long> sums = new TreeMap<>();
    private final Map<String, Map<String, Long>> reasons = new TreeMap<>();

    /** Reads a line of the log; one that is no metrics is passed over. */
    void read(String line) {
        int begin = line.indexOf(BEGIN);
        if (begin < 0) {
            return;
        }
        try {
            add(json.readTree(line.substring(begin)));
        } catch (JsonProcessingException e) {
            // a line that was cut: its counts are unknown, and the books show that
        }
    }

    private synchronized void add(JsonNode metrics) {
        for (JsonNode directive : metrics.path("_aws").path("CloudWatchMetrics")) {
            for (JsonNode metric : directive.path("Metrics")) {
                String name = metric.path("Name").asText();
                JsonNode value = metrics.path(name);
                boolean isCount = value.isIntegralNumber()
                        && metric.path("Unit").asText("Count").equals("Count");
                if (isCount && (sums.size() < MAX_METRICS || sums.containsKey(name))) {
                    sums.merge(name, value.longValue(), Long::sum);
                    addReason(name, metrics.path("Reason"), value.longValue());
                }
            }
        }
    }

    private void addReason(String name, JsonNode reason, long count) {
        if (!reason.isTextual() || count == 0) {
            return;
        }
        Map<String, Long> ofName = reasons.computeIfAbsent(name, _ -> new TreeMap<>());
        if (ofName.size() < MAX_REASONS || ofName.containsKey(reason.textValue())) {
            ofName.merge(reason.textValue(), count, Long::sum);
        }
    }

    /** By the name of the metric. */
    synchronized Map<String, Long> status() {
        return Map.copyOf(sums);
    }

    /** Those with the dimension {@code Reason}, by their name and the reason. */
    synchronized Map<String, Map<String, Long>> reasons() {
        Map<String, Map<String, Long>> copy = new TreeMap<>();
        reasons.forEach((name, ofName) -> copy.put(name, Map.copyOf(ofName)));
        return copy;
    }
}
