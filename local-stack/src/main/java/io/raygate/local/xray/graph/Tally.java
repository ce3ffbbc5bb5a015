// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.Outcome;
import io.raygate.local.xray.document.Span;
import io.raygate.local.xray.wire.RestJson;

/**
 * Statistics of a node or an edge. A request that is still in progress widens the times but is not counted; one that is
 * both a fault and an error counts as a fault. Not thread-safe.
 */
final class Tally {

    private final Histogram histogram = new Histogram();
    private double start = Double.POSITIVE_INFINITY;
    private double end = Double.NEGATIVE_INFINITY;
    private long total;
    private long faults;
    private long throttles;
    private long otherErrors;
    private double totalSeconds;

    void add(Span span) {
        if (!Double.isNaN(span.start())) {
            start = Math.min(start, span.start());
            end = Math.max(end, span.eventTime());
        }
        if (!span.isComplete()) {
            return;
        }
        total++;
        totalSeconds += span.duration();
        histogram.add(span.duration());
        count(span.outcome());
    }

    boolean isEmpty() {
        return start > end;
    }

    void putTimes(ObjectNode json) {
        if (!isEmpty()) {
            json.put("StartTime", RestJson.time(start)).put("EndTime", RestJson.time(end));
        }
    }

    ObjectNode statistics() {
        ObjectNode json = RestJson.object();
        json.put("OkCount", total - faults - throttles - otherErrors);
        json.putObject("ErrorStatistics")
                .put("ThrottleCount", throttles)
                .put("OtherCount", otherErrors)
                .put("TotalCount", throttles + otherErrors);
        json.putObject("FaultStatistics").put("OtherCount", faults).put("TotalCount", faults);
        json.put("TotalCount", total);
        json.put("TotalResponseTime", RestJson.seconds(totalSeconds));
        return json;
    }

    Histogram histogram() {
        return histogram;
    }

    private void count(Outcome outcome) {
        if (outcome.fault()) {
            faults++;
        } else if (outcome.throttle()) {
            throttles++;
        } else if (outcome.error()) {
            otherErrors++;
        }
    }
}
