// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.TraceIds;
import io.raygate.local.xray.group.Groups;
import io.raygate.local.xray.index.SegmentStore;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.Operation;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.TimeRange;
import io.raygate.local.xray.wire.XRayException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * GetTraceSummaries and BatchGetTraces. How documents come back is a setting: byte for byte as they were put, so that what
 * was sent can be compared with what arrived; or rewritten as X-Ray does it.
 */
public final class TraceOperations {

    /** Five traces a call, and no paging: messages of the service in boto/boto3 issue 3924, read 2026-11-22. */
    private static final int MAX_TRACE_IDS = 5;

    /** 500 KB a trace, if sent in batches: AWS X-Ray endpoints and quotas, read 2026-11-27. What is more is kept here. */
    private static final long MAX_TRACE_BYTES = 500L << 10;

    private final SegmentStore store;
    private final Groups groups;
    private final DocumentStyle style;
    private final int summariesPerPage;

    public TraceOperations(SegmentStore store, Groups groups, DocumentStyle style, int summariesPerPage) {
        this.store = store;
        this.groups = groups;
        this.style = style;
        this.summariesPerPage = summariesPerPage;
    }

    public Map<String, Operation> operations() {
        return Map.of("/TraceSummaries", this::getTraceSummaries, "/Traces", this::batchGetTraces);
    }

    /** Newest first. A trace that comes while somebody pages is on no page or on a later one. */
    private ObjectNode getTraceSummaries(RequestBody request) {
        TimeRange range = request.timeRange();
        TimeRangeType type = TimeRangeType.of(request.text("TimeRangeType").orElse("TraceId"));
        Predicate<Trace> wanted = trace -> type.matches(trace, range);
        wanted = wanted.and(groups.filter(request.text("FilterExpression").orElse("")))
                .and(TraceSampling.of(request, type));
        Optional<TraceQuery.Cursor> after = request.text("NextToken").map(TraceOperations::cursor);
        TraceQuery.Page page = TraceQuery.page(store.all(), wanted, after.orElse(null), summariesPerPage);
        ObjectNode answer = RestJson.object();
        ArrayNode summaries = answer.putArray("TraceSummaries");
        page.traces().forEach(trace -> summaries.add(TraceSummary.of(trace, type.matchedEventTime(trace, range))));
        double reached = page.next().isPresent() ? page.traces().getLast().start() : range.start();
        answer.put("ApproximateTime", RestJson.time(type.approximateTime(reached)));
        answer.put("TracesProcessedCount", page.scanned());
        page.next().ifPresent(next -> answer.put("NextToken", next.token()));
        return answer;
    }

    private static TraceQuery.Cursor cursor(String token) {
        return TraceQuery.Cursor.parse(token).orElseThrow(() -> XRayException.invalidRequest("Invalid token " + token));
    }

    /** An id that is not there is left out: X-Ray names none as unprocessed. */
    private ObjectNode batchGetTraces(RequestBody request) {
        List<String> ids = request.requiredTexts("TraceIds");
        RequestBody.check(request.text("NextToken").isEmpty(), "NextToken is currently not supported");
        RequestBody.check(ids.size() <= MAX_TRACE_IDS, "Exceeding maximum query size: " + MAX_TRACE_IDS);
        checkIds(ids);
        ObjectNode answer = RestJson.object();
        ArrayNode traces = answer.putArray("Traces");
        store.find(ids).forEach(trace -> traces.add(toJson(trace)));
        answer.putArray("UnprocessedTraceIds");
        return answer;
    }

    private static void checkIds(List<String> ids) {
        Set<String> distinct = new HashSet<>();
        for (String id : ids) {
            RequestBody.check(TraceIds.isValid(id), "Invalid trace id " + id + ": incorrect id format");
            RequestBody.check(distinct.add(id), "Containing duplicate trace ids");
        }
    }

    private ObjectNode toJson(Trace trace) {
        ObjectNode json = RestJson.object();
        json.put("Id", trace.id());
        if (Double.isNaN(trace.duration())) {
            json.putNull("Duration");
        } else {
            json.put("Duration", trace.duration());
        }
        json.put("LimitExceeded", bytes(trace) > MAX_TRACE_BYTES);
        ArrayNode segments = json.putArray("Segments");
        style.write(trace)
                .forEach((id, document) -> segments.addObject().put("Id", id).put("Document", document));
        return json;
    }

    private static long bytes(Trace trace) {
        return trace.documents().stream()
                .mapToLong(document -> document.bytes().length)
                .sum();
    }
}
