// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.index.SegmentStore;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.index.TracePage;
import io.raygate.local.xray.wire.Operation;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.TimeRange;
import io.raygate.local.xray.wire.XRayException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * GetTraceSummaries and BatchGetTraces. Documents come back byte for byte as they were put; an independent subsegment is
 * an entry of its own, where X-Ray would merge it into its segment's document, so that what was sent can be compared
 * with what arrived.
 */
public final class TraceOperations {

    /** Five traces a call, and no paging: messages of the service in boto/boto3 issue 3924, read 2026-11-22. */
    private static final int MAX_TRACE_IDS = 5;

    private final SegmentStore store;
    private final InstantSource clock;
    private final int summariesPerPage;

    public TraceOperations(SegmentStore store, InstantSource clock, int summariesPerPage) {
        this.store = store;
        this.clock = clock;
        this.summariesPerPage = summariesPerPage;
    }

    public Map<String, Operation> operations() {
        return Map.of("/TraceSummaries", this::getTraceSummaries, "/Traces", this::batchGetTraces);
    }

    /** Oldest arrival first. Traces that arrive while somebody pages come on a later page. Sampling is not applied. */
    private ObjectNode getTraceSummaries(RequestBody request) {
        TimeRange range = request.timeRange();
        RequestBody.check(
                request.text("FilterExpression").isEmpty(),
                "Filter expressions are not supported yet by the local stack; leave FilterExpression out");
        Predicate<Trace> wanted = matcher(request.text("TimeRangeType").orElse("TraceId"), range);
        long after = request.text("NextToken").map(TraceOperations::sequence).orElse(0L);
        TracePage page = store.page(after, summariesPerPage, wanted);

        ObjectNode answer = RestJson.object();
        ArrayNode summaries = answer.putArray("TraceSummaries");
        page.traces().forEach(trace -> summaries.add(TraceSummary.of(trace)));
        answer.put("ApproximateTime", RestJson.time(clock.instant()));
        answer.put("TracesProcessedCount", page.scanned());
        if (page.hasMore()) {
            answer.put("NextToken", token(page.traces().getLast()));
        }
        return answer;
    }

    /** The three readings of a time range are those of the API reference, "GetTraceSummaries", read 2026-11-22. */
    private static Predicate<Trace> matcher(String timeRangeType, TimeRange range) {
        return switch (timeRangeType) {
            case "TraceId" -> trace -> range.contains(trace.start());
            case "Event" -> trace -> range.contains(trace.updatedAt());
            case "Service" ->
                trace -> trace.documents().stream()
                        .anyMatch(document -> range.contains(document.span().end()));
            default -> throw XRayException.invalidRequest("TimeRangeType must be TraceId, Event or Service");
        };
    }

    private static String token(Trace last) {
        return Long.toUnsignedString(last.sequence(), Character.MAX_RADIX);
    }

    private static long sequence(String token) {
        try {
            return Long.parseUnsignedLong(token, Character.MAX_RADIX);
        } catch (NumberFormatException e) {
            throw XRayException.invalidRequest("Invalid NextToken");
        }
    }

    private ObjectNode batchGetTraces(RequestBody request) {
        List<String> ids = traceIds(request);
        RequestBody.check(request.text("NextToken").isEmpty(), "NextToken is currently not supported");
        RequestBody.check(ids.size() <= MAX_TRACE_IDS, "Exceeding maximum query size: " + MAX_TRACE_IDS);
        List<String> unknown = new ArrayList<>(ids);
        ObjectNode answer = RestJson.object();
        ArrayNode traces = answer.putArray("Traces");
        for (Trace trace : store.find(ids)) {
            traces.add(toJson(trace));
            unknown.remove(trace.id());
        }
        ArrayNode unprocessed = answer.putArray("UnprocessedTraceIds");
        unknown.forEach(unprocessed::add);
        return answer;
    }

    /** Without repetitions. */
    public static List<String> traceIds(RequestBody request) {
        List<String> ids = List.copyOf(new LinkedHashSet<>(request.requiredTexts("TraceIds")));
        RequestBody.check(!ids.isEmpty(), "TraceIds must not be empty");
        return ids;
    }

    private static ObjectNode toJson(Trace trace) {
        ObjectNode json = RestJson.object();
        json.put("Id", trace.id());
        json.put("Duration", trace.duration());
        json.put("LimitExceeded", false);
        ArrayNode segments = json.putArray("Segments");
        for (SegmentDocument document : trace.documents()) {
            segments.addObject()
                    .put("Id", document.identity().id())
                    .put("Document", new String(document.bytes(), StandardCharsets.UTF_8));
        }
        return json;
    }
}
