// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.Outcome;
import io.raygate.local.xray.document.Span;
import io.raygate.local.xray.wire.RestJson;
import java.util.EnumMap;
import java.util.Map;

/** Statistics of a node or an edge. A request that is still in progress is not counted. Not thread-safe. */
public final class Tally {

    private static final double MILLIS_PER_SECOND = 1000;

    private final Histogram histogram = new Histogram();
    private final Map<Outcome.Kind, Long> byKind = new EnumMap<>(Outcome.Kind.class);
    private long total;
    private double totalSeconds;

    public void add(Span span) {
        if (!span.isComplete()) {
            return;
        }
        totalSeconds += span.duration();
        histogram.add(span.duration());
        byKind.merge(span.outcome().kind(), 1L, Long::sum);
        total++;
    }

    public long count(Outcome.Kind kind) {
        return byKind.getOrDefault(kind, 0L);
    }

    public long total() {
        return total;
    }

    public double totalSeconds() {
        return totalSeconds;
    }

    /** As X-Ray writes it; the sum of times is rounded to the millisecond at the end. */
    public ObjectNode statistics() {
        long throttles = count(Outcome.Kind.THROTTLE);
        long errors = count(Outcome.Kind.ERROR);
        long faults = count(Outcome.Kind.FAULT);
        ObjectNode json = RestJson.object();
        json.put("OkCount", count(Outcome.Kind.OK));
        json.putObject("ErrorStatistics")
                .put("ThrottleCount", throttles)
                .put("OtherCount", errors)
                .put("TotalCount", throttles + errors);
        json.putObject("FaultStatistics").put("OtherCount", faults).put("TotalCount", faults);
        json.put("TotalCount", total());
        json.put("TotalResponseTime", Math.round(totalSeconds * MILLIS_PER_SECOND) / MILLIS_PER_SECOND);
        return json;
    }

    public Histogram histogram() {
        return histogram;
    }
}
