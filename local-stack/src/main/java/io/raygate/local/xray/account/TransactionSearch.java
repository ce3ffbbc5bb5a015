// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.wire.Operation;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.RestJson;
import java.time.InstantSource;
import java.util.Map;

/**
 * CloudWatch Transaction Search: while the destination of trace segments is CloudWatch Logs, X-Ray keeps every span but
 * indexes only a share of the traces, and finds no others. Which ones depends on their ids alone. Thread-safe.
 */
public final class TransactionSearch {

    private static final String X_RAY = "XRay";
    private static final String CLOUD_WATCH_LOGS = "CloudWatchLogs";
    private static final String DEFAULT_RULE = "Default";
    private static final int MAX_NAME_LENGTH = 32;
    private static final int MAX_DESTINATION_LENGTH = 32;
    private static final double ALL_TRACES_PERCENT = 100;
    private static final int ID_BITS = 32;

    private final InstantSource clock;
    private volatile boolean on;
    private volatile Indexing indexing;

    public TransactionSearch(boolean on, double percentage, InstantSource clock) {
        this.on = on;
        this.indexing = new Indexing(percentage, clock.millis());
        this.clock = clock;
    }

    /** Whether CloudWatch Logs is the destination. */
    public boolean isOn() {
        return on;
    }

    /** Whether a trace that begins now will be found. */
    public boolean indexes(String traceId) {
        if (!on) {
            return true;
        }
        long random = Long.parseLong(traceId.substring(traceId.length() - ID_BITS / 4), 16);
        return random < (1L << ID_BITS) * indexing.percentage / ALL_TRACES_PERCENT;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "/GetTraceSegmentDestination", request -> destination("ACTIVE"),
                "/UpdateTraceSegmentDestination", this::updateTraceSegmentDestination,
                "/GetIndexingRules", this::getIndexingRules,
                "/UpdateIndexingRule", this::updateIndexingRule);
    }

    /** Works at once, and answers PENDING all the same, as the service does. */
    private ObjectNode updateTraceSegmentDestination(RequestBody request) {
        String destination = request.requiredText("Destination", MAX_DESTINATION_LENGTH);
        boolean logs = destination.equals(CLOUD_WATCH_LOGS);
        RequestBody.check(logs || destination.equals(X_RAY), "Destination must be XRay or CloudWatchLogs");
        on = logs;
        return destination("PENDING");
    }

    private ObjectNode destination(String status) {
        return RestJson.object()
                .put("Destination", on ? CLOUD_WATCH_LOGS : X_RAY)
                .put("Status", status);
    }

    private ObjectNode getIndexingRules(RequestBody request) {
        ObjectNode answer = RestJson.object();
        rule(answer.putArray("IndexingRules").addObject());
        return answer;
    }

    private ObjectNode updateIndexingRule(RequestBody request) {
        String name = request.requiredText("Name", MAX_NAME_LENGTH);
        RequestBody.check(name.equals(DEFAULT_RULE), "There is no indexing rule but Default");
        double percentage = request.requiredStructure("Rule")
                .requiredStructure("Probabilistic")
                .requiredNumber("DesiredSamplingPercentage", 0, ALL_TRACES_PERCENT);
        indexing = new Indexing(percentage, clock.millis());
        ObjectNode answer = RestJson.object();
        rule(answer.putObject("IndexingRule"));
        return answer;
    }

    private void rule(ObjectNode rule) {
        Indexing current = indexing;
        rule.put("Name", DEFAULT_RULE)
                .put("ModifiedAt", RestJson.time(current.modifiedAtMillis / 1000.0))
                .putObject("Rule")
                .putObject("Probabilistic")
                .put("DesiredSamplingPercentage", current.percentage)
                .put("ActualSamplingPercentage", on ? current.percentage : ALL_TRACES_PERCENT);
    }

    private record Indexing(double percentage, long modifiedAtMillis) {}
}
