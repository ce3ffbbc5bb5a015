// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.account.Groups;
import io.raygate.local.xray.index.SegmentStore;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.query.TraceOperations;
import io.raygate.local.xray.wire.Operation;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.TimeRange;
import java.util.List;
import java.util.Map;

/** GetServiceGraph, GetTraceGraph and GetTimeSeriesServiceStatistics, computed anew for each call. Answers are one page. */
public final class GraphOperations {

    private static final int DEFAULT_PERIOD_SECONDS = 60;
    private static final int MAX_PERIOD_SECONDS = 86_400;

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

    private ObjectNode getServiceGraph(RequestBody request) {
        TimeRange range = request.timeRange();
        checkGroup(request);
        ServiceGraph graph = ServiceGraph.of(store.all(), range);
        ObjectNode answer = RestJson.object();
        answer.put("StartTime", RestJson.time(range.start()));
        answer.put("EndTime", RestJson.time(range.end()));
        answer.set("Services", graph.toJson());
        answer.put("ContainsOldGroupVersions", false);
        return answer;
    }

    private ObjectNode getTraceGraph(RequestBody request) {
        List<Trace> traces = store.find(TraceOperations.traceIds(request));
        ObjectNode answer = RestJson.object();
        answer.set("Services", ServiceGraph.of(traces, TimeRange.ALWAYS).toJson());
        return answer;
    }

    private ObjectNode getTimeSeriesServiceStatistics(RequestBody request) {
        TimeRange range = request.timeRange();
        checkGroup(request);
        ServiceSelector selector =
                ServiceSelector.parse(request.text("EntitySelectorExpression").orElse(""));
        int period = request.member("Period").isMissingNode()
                ? DEFAULT_PERIOD_SECONDS
                : request.requiredInteger("Period", 1, MAX_PERIOD_SECONDS);
        TimeSeries series = TimeSeries.of(store.all(), range, selector, period);
        ObjectNode answer = RestJson.object();
        answer.set("TimeSeriesServiceStatistics", series.toJson(selector.statisticsMember()));
        answer.put("ContainsOldGroupVersions", false);
        return answer;
    }

    private void checkGroup(RequestBody request) {
        if (request.text("GroupName").isPresent() || request.text("GroupARN").isPresent()) {
            boolean hasFilter = !groups.find(request).filterExpression().isEmpty();
            RequestBody.check(!hasFilter, "Filter expressions are not supported yet by the local stack");
        }
    }
}
