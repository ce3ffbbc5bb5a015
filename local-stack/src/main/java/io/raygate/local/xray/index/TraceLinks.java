// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import io.raygate.local.xray.document.Call;
import io.raygate.local.xray.document.Enclosed;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.document.ServiceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the parent ids of one trace. Independent subsegments count as part of the segment that they hang on; one whose
 * segment is not in the trace says nothing about services and is left out. Costs one pass over the ids of the trace.
 */
public final class TraceLinks {

    private final Trace trace;
    private final Map<Long, Origin> origins = new HashMap<>();

    private TraceLinks(Trace trace) {
        this.trace = trace;
        for (SegmentDocument document : trace.documents()) {
            for (Enclosed enclosed : document.contents().enclosed()) {
                origins.put(enclosed.id(), new Origin(document, enclosed.call()));
            }
        }
    }

    public static TraceLinks of(Trace trace) {
        return new TraceLinks(trace);
    }

    /** Every request that the trace shows: one for each segment, one for each call that no segment answers. */
    public List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        Set<Call> answered = new HashSet<>();
        for (SegmentDocument document : trace.documents()) {
            if (document.isSegment()) {
                requests.add(requestOf(document, answered));
            }
        }
        for (SegmentDocument document : trace.documents()) {
            addInferred(document, answered, requests);
        }
        return requests;
    }

    /** The service that a document tells of; null where its segment is not in the trace. */
    @Nullable
    public ServiceId owner(SegmentDocument document) {
        SegmentDocument current = document;
        for (int hops = 0; hops <= trace.documents().size(); hops++) {
            if (current.isSegment()) {
                return current.service();
            }
            Origin origin = origins.get(current.identity().parent());
            if (origin == null) {
                return null;
            }
            current = origin.document;
        }
        return null;
    }

    private Request requestOf(SegmentDocument segment, Set<Call> answered) {
        ServiceId service = segment.service();
        Origin origin = origins.get(segment.identity().parent());
        ServiceId from = origin == null || isSame(origin.document, segment) ? null : owner(origin.document);
        if (origin == null || from == null) {
            return new Request(
                    ServiceId.clientOf(service), service, Request.Kind.ENTRY, segment.span(), segment.span());
        }
        Call call = origin.call();
        if (call == null) {
            return new Request(from, service, Request.Kind.LINKED, segment.span(), segment.span());
        }
        answered.add(call);
        return new Request(from, service, Request.Kind.LINKED, call.span(), segment.span());
    }

    private static boolean isSame(SegmentDocument one, SegmentDocument other) {
        return one.identity().equals(other.identity());
    }

    private void addInferred(SegmentDocument document, Set<Call> answered, List<Request> requests) {
        if (document.contents().calls().isEmpty()) {
            return;
        }
        ServiceId from = owner(document);
        if (from == null) {
            return;
        }
        for (Call call : document.contents().calls()) {
            if (!answered.contains(call)) {
                requests.add(new Request(from, call.target(), Request.Kind.INFERRED, call.span(), call.span()));
            }
        }
    }

    private record Origin(SegmentDocument document, int callIndex) {

        @Nullable
        Call call() {
            return callIndex == Enclosed.OUTSIDE
                    ? null
                    : document.contents().calls().get(callIndex);
        }
    }
}
