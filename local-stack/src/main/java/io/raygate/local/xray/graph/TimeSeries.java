// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.index.Request;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.index.TraceLinks;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests counted by the period in which they ended; periods without requests are left out. */
final class TimeSeries {

    private final TreeMap<Long, Tally> periods = new TreeMap<>();

    private TimeSeries() {}

    static TimeSeries of(List<Trace> traces, TimeRange range, ServiceSelector selector, int periodSeconds) {
        TimeSeries series = new TimeSeries();
        for (Trace trace : traces) {
            for (Request request : TraceLinks.of(trace).requests()) {
                double time = request.callee().eventTime();
                if (range.contains(time) && selector.selects(request)) {
                    series.add(Math.floorDiv((long) time, periodSeconds) * (long) periodSeconds, request);
                }
            }
        }
        return series;
    }

    /**
     * The entries of the answer.
     *
     * @param statistics the member that takes the counts: {@code EdgeSummaryStatistics} or {@code ServiceSummaryStatistics}
     */
    ArrayNode toJson(String statistics) {
        ArrayNode json = RestJson.array();
        for (Map.Entry<Long, Tally> period : periods.entrySet()) {
            ObjectNode entry = json.addObject().put("Timestamp", period.getKey());
            entry.set(statistics, period.getValue().statistics());
            entry.set("ResponseTimeHistogram", period.getValue().histogram().toJson());
        }
        return json;
    }

    private void add(long period, Request request) {
        periods.computeIfAbsent(period, ignored -> new Tally()).add(request.callee());
    }
}
