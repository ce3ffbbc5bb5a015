// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.retrieval;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.TraceIds;
import io.raygate.local.xray.graph.ServiceGraph;
import io.raygate.local.xray.index.SegmentStore;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.Operation;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.TimeRange;
import io.raygate.local.xray.wire.XRayException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * StartTraceRetrieval, ListRetrievedTraces, GetRetrievedTracesGraph and CancelTraceRetrieval. A retrieval finds traces that
 * are not indexed, too, and is complete at once. Bounded; thread-safe.
 */
public final class Retrievals {

    /** Tokens die after an hour: API reference, "StartTraceRetrieval", read 2026-11-27. */
    private static final Duration LIFE = Duration.ofHours(1);

    private static final int MAX_TRACE_IDS = 100;
    private static final int TRACES_PER_PAGE = 5;
    private static final int MAX_TOKEN_LENGTH = 1_020;

    private final SegmentStore store;
    private final int maxRetrievals;
    private final InstantSource clock;
    private final LinkedHashMap<String, Retrieval> byToken = new LinkedHashMap<>();

    private record Retrieval(List<String> traceIds, TimeRange range, Instant end, boolean cancelled) {}

    /**
     * None yet.
     *
     * @param maxRetrievals kept at a time; the oldest goes first
     */
    public Retrievals(SegmentStore store, int maxRetrievals, InstantSource clock) {
        this.store = store;
        this.maxRetrievals = maxRetrievals;
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "/StartTraceRetrieval", this::start,
                "/ListRetrievedTraces", this::list,
                "/GetRetrievedTracesGraph", this::graph,
                "/CancelTraceRetrieval", this::cancel);
    }

    private synchronized ObjectNode start(RequestBody request) {
        List<String> ids = request.requiredTexts("TraceIds");
        RequestBody.check(!ids.isEmpty(), "TraceIds must not be empty");
        RequestBody.check(ids.size() <= MAX_TRACE_IDS, "TraceIds has more than " + MAX_TRACE_IDS + " entries");
        ids.forEach(id -> RequestBody.check(TraceIds.isValid(id), "Invalid trace id " + id + ": incorrect id format"));
        Instant now = clock.instant();
        byToken.values().removeIf(retrieval -> retrieval.end.isBefore(now));
        if (byToken.size() >= maxRetrievals) {
            byToken.pollFirstEntry();
        }
        String token = UUID.randomUUID().toString();
        byToken.put(token, new Retrieval(List.copyOf(ids), request.timeRange(), now.plus(LIFE), false));
        return RestJson.object().put("RetrievalToken", token);
    }

    private ObjectNode list(RequestBody request) {
        SpanFormat format = SpanFormat.of(request.text("TraceFormat").orElse("XRAY"));
        Retrieval retrieval = find(request);
        ObjectNode answer = status(retrieval).put("TraceFormat", format.name());
        ArrayNode traces = answer.putArray("Traces");
        List<Trace> found = traces(retrieval);
        int from = Math.min(found.size(), offset(request));
        int to = Math.min(found.size(), from + TRACES_PER_PAGE);
        found.subList(from, to).forEach(trace -> traces.add(format.write(trace)));
        if (to < found.size()) {
            answer.put("NextToken", Integer.toString(to));
        }
        return answer;
    }

    private ObjectNode graph(RequestBody request) {
        Retrieval retrieval = find(request);
        ObjectNode answer = status(retrieval);
        ArrayNode services = answer.putArray("Services");
        ServiceGraph.of(traces(retrieval), id -> store.find(id).orElse(null))
                .toJson()
                .forEach(service -> {
                    ObjectNode entry = services.addObject();
                    entry.set("Service", service);
                    entry.putArray("Links");
                });
        return answer;
    }

    private synchronized ObjectNode cancel(RequestBody request) {
        Retrieval retrieval = find(request);
        if (retrieval.cancelled) {
            throw XRayException.notFound("The retrieval was cancelled before");
        }
        String token = request.requiredText("RetrievalToken", MAX_TOKEN_LENGTH);
        byToken.put(token, new Retrieval(retrieval.traceIds, retrieval.range, retrieval.end, true));
        return RestJson.object();
    }

    private synchronized Retrieval find(RequestBody request) {
        Retrieval retrieval = byToken.get(request.requiredText("RetrievalToken", MAX_TOKEN_LENGTH));
        if (retrieval == null || retrieval.end.isBefore(clock.instant())) {
            throw XRayException.notFound("No retrieval has this token, or it is older than an hour");
        }
        return retrieval;
    }

    private static ObjectNode status(Retrieval retrieval) {
        return RestJson.object().put("RetrievalStatus", retrieval.cancelled ? "CANCELLED" : "COMPLETE");
    }

    private List<Trace> traces(Retrieval retrieval) {
        return retrieval.cancelled
                ? List.of()
                : store.findAny(retrieval.traceIds).stream()
                        .filter(trace -> retrieval.range.contains(trace.start()))
                        .toList();
    }

    private static int offset(RequestBody request) {
        String token = request.text("NextToken").orElse("0");
        try {
            return Math.max(0, Integer.parseInt(token));
        } catch (NumberFormatException e) {
            throw XRayException.invalidRequest("Invalid token " + token);
        }
    }
}
