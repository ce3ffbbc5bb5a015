// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the gateway has written to its log in CloudWatch's embedded metric format, summed up over all invocations, those
 * that send from quarantine included.
 *
 * @param sums by the name of the metric
 */
public record GatewayBooks(Map<String, Long> sums) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEGIN = "{\"_aws\"";
    private static final List<String> BOOKED = List.of(
            "Documents",
            "Redriven",
            "SplitOff",
            "FromSpans",
            "SpanRequests",
            "Delivered",
            "Rejected",
            "Quarantined",
            "Parked",
            "Held",
            "Unfinished",
            "CallFailures");

    public GatewayBooks {
        sums = Map.copyOf(sums);
    }

    static GatewayBooks read(List<String> log) {
        Map<String, Long> sums = new TreeMap<>();
        for (String line : log) {
            int begin = line.indexOf(BEGIN);
            if (begin >= 0 && line.endsWith("}")) { // or it is being written
                JsonNode metrics = json(line.substring(begin));
                BOOKED.forEach(name -> sums.merge(name, metrics.path(name).asLong(0), Long::sum));
            }
        }
        return new GatewayBooks(sums);
    }

    /** What has come since. */
    public GatewayBooks minus(GatewayBooks before) {
        Map<String, Long> difference = new TreeMap<>();
        sums.forEach((name, sum) -> difference.put(name, sum - before.get(name)));
        return new GatewayBooks(difference);
    }

    /** True where every document that came is in one other account. */
    public boolean addUp() {
        return get("Documents") + get("Redriven") + get("SplitOff") + get("FromSpans") - get("SpanRequests")
                == delivered() + rejected() + get("Quarantined") + get("Parked") + get("Held") + get("Unfinished");
    }

    /** Documents that X-Ray has taken, repetitions included. */
    public long delivered() {
        return get("Delivered");
    }

    /** Documents refused by the gateway or by X-Ray, and gone. */
    public long rejected() {
        return get("Rejected");
    }

    /** Documents refused by the gateway or by X-Ray, and kept. */
    public long quarantined() {
        return get("Quarantined");
    }

    /** Calls of PutTraceSegments that broke, or had no answer in time; throttled ones are not among them. */
    public long callFailures() {
        return get("CallFailures");
    }

    private long get(String name) {
        return sums.getOrDefault(name, 0L);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not JSON: " + text, e);
        }
    }
}
