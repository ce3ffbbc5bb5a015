// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.Outcome;
import io.raygate.local.xray.filter.EntitySelector;
import io.raygate.local.xray.index.Request;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests counted by the period in which their trace began; periods without traces are left out. Not thread-safe. */
final class TimeSeries {

    /** A forecast reads so many periods before its own. */
    private static final int FORECAST_PERIODS = 10;

    private final TreeMap<Long, Tally> periods = new TreeMap<>();
    private final EntitySelector selector;
    private final int periodSeconds;

    private TimeSeries(EntitySelector selector, int periodSeconds) {
        this.selector = selector;
        this.periodSeconds = periodSeconds;
    }

    static TimeSeries of(Iterable<Trace> traces, EntitySelector selector, int periodSeconds) {
        TimeSeries series = new TimeSeries(selector, periodSeconds);
        traces.forEach(series::add);
        return series;
    }

    /** Newest first; a point carries the end of its period. */
    ArrayNode toJson(boolean withForecast) {
        ArrayNode json = RestJson.array();
        for (Map.Entry<Long, Tally> period : periods.descendingMap().entrySet()) {
            ObjectNode entry = json.addObject().put("Timestamp", period.getKey());
            Tally tally = period.getValue();
            if (tally.total() > 0) {
                String member = selector.isOfService() ? "ServiceSummaryStatistics" : "EdgeSummaryStatistics";
                entry.set(member, tally.statistics());
            }
            ObjectNode forecast = entry.putObject("ServiceForecastStatistics");
            if (withForecast && tally.total() > 0) {
                putForecast(forecast, period.getKey());
            }
            entry.set("ResponseTimeHistogram", tally.histogram().toJson());
        }
        return json;
    }

    private void add(Trace trace) {
        long end = (Math.floorDiv((long) Math.floor(trace.start()), periodSeconds) + 1) * (long) periodSeconds;
        Tally tally = periods.computeIfAbsent(end, ignored -> new Tally());
        for (Request request : trace.requests()) {
            if (selector.selects(request)) {
                tally.add(selector.isOfService() ? request.calleeSpan() : request.callerSpan());
            }
        }
    }

    /** The mean of the faults before, and two standard deviations either way: X-Ray's model is not known. */
    private void putForecast(ObjectNode forecast, long end) {
        List<Long> faults = new ArrayList<>();
        for (Tally tally : periods.headMap(end, false).descendingMap().values()) {
            if (faults.size() < FORECAST_PERIODS) {
                faults.add(tally.count(Outcome.Kind.FAULT));
            }
        }
        double mean = faults.stream().mapToLong(Long::longValue).average().orElse(0);
        double variance = faults.stream()
                .mapToDouble(count -> (count - mean) * (count - mean))
                .average()
                .orElse(0);
        double spread = 2 * Math.sqrt(variance);
        forecast.put("FaultCountHigh", Math.round(mean + spread));
        forecast.put("FaultCountLow", Math.round(Math.max(0, mean - spread)));
    }
}
