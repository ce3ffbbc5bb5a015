// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.TraceIds;
import io.raygate.local.xray.filter.EntitySelector;
import io.raygate.local.xray.group.Group;
import io.raygate.local.xray.group.Groups;
import io.raygate.local.xray.index.SegmentStore;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.Operation;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.TimeRange;
import java.util.List;
import java.util.Map;

/** GetServiceGraph, GetTraceGraph and GetTimeSeriesServiceStatistics, computed anew for each call. Answers are one page. */
public final class GraphOperations {

    private static final int DEFAULT_PERIOD_SECONDS = 60;
    private static final int LONG_PERIOD_SECONDS = 300;

    /** Six hours: API reference, "GetServiceGraph", read 2026-11-27. */
    private static final double MAX_RANGE_SECONDS = 6 * 3_600;

    private static final int MAX_SELECTOR_LENGTH = 500;

    private final SegmentStore store;
    private final Groups groups;

    public GraphOperations(SegmentStore store, Groups groups) {
        this.store = store;
        this.groups = groups;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "/ServiceGraph", this::getServiceGraph,
                "/TraceGraph", this::getTraceGraph,
                "/TimeSeriesServiceStatistics", this::getTimeSeriesServiceStatistics);
    }

    /** Of the traces that were last heard of in the range. */
    private ObjectNode getServiceGraph(RequestBody request) {
        TimeRange range = request.timeRange();
        RequestBody.check(range.end() - range.start() <= MAX_RANGE_SECONDS, "Time range cannot be longer than 6 hours");
        RequestBody.check(request.text("NextToken").isEmpty(), "NextToken is currently not supported");
        Group group = groups.ofRequest(request);
        List<Trace> traces = store.all().stream()
                .filter(trace -> range.contains(trace.updatedAt()) && group.test(trace))
                .toList();
        ObjectNode answer = RestJson.object();
        putTimes(answer, traces);
        answer.set("Services", graph(traces).toJson());
        answer.put("ContainsOldGroupVersions", traces.stream().anyMatch(group::isOld));
        return answer;
    }

    private static void putTimes(ObjectNode answer, List<Trace> traces) {
        Node.Seconds seconds = new Node.Seconds();
        traces.forEach(trace -> seconds.add((long) Math.floor(trace.start())));
        if (!seconds.isEmpty()) {
            answer.put("StartTime", seconds.first()).put("EndTime", seconds.last() + 1);
        }
    }

    private ObjectNode getTraceGraph(RequestBody request) {
        List<String> ids = request.requiredTexts("TraceIds");
        RequestBody.check(request.text("NextToken").isEmpty(), "NextToken is currently not supported");
        RequestBody.check(!ids.isEmpty(), "Zero trace ids provided");
        RequestBody.check(ids.size() == 1, "Currently only one trace Id is supported");
        RequestBody.check(TraceIds.isValid(ids.getFirst()), "Invalid traceId. ErrorCode: InvalidId");
        List<Trace> traces = store.find(ids);
        RequestBody.check(!traces.isEmpty(), "Trace id not found");
        ObjectNode answer = RestJson.object();
        answer.set("Services", graph(traces).toJsonWithoutTimes());
        return answer;
    }

    private ServiceGraph graph(List<Trace> traces) {
        return ServiceGraph.of(traces, id -> store.find(id).orElse(null));
    }

    private ObjectNode getTimeSeriesServiceStatistics(RequestBody request) {
        TimeRange range = request.timeRange();
        Group group = groups.ofRequest(request);
        String expression =
                request.text("EntitySelectorExpression", MAX_SELECTOR_LENGTH).orElse("");
        EntitySelector selector = EntitySelector.of(expression, groups.accountId());
        boolean withForecast = request.flag("ForecastStatistics").orElse(false);
        RequestBody.check(
                !withForecast || !selector.isOfClients(), "ForecastStatistics needs an EntitySelectorExpression");
        int period = period(request);
        List<Trace> traces = store.all().stream()
                .filter(trace -> range.contains(trace.start()) && group.test(trace))
                .toList();
        ObjectNode answer = RestJson.object();
        answer.set(
                "TimeSeriesServiceStatistics",
                TimeSeries.of(traces, selector, period).toJson(withForecast));
        answer.put("ContainsOldGroupVersions", traces.stream().anyMatch(group::isOld));
        return answer;
    }

    private static int period(RequestBody request) {
        int period = request.member("Period").asInt(DEFAULT_PERIOD_SECONDS);
        RequestBody.check(
                period == DEFAULT_PERIOD_SECONDS || period == LONG_PERIOD_SECONDS,
                "Time period must be one of [60, 300]");
        return period;
    }
}
