// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import io.raygate.local.xray.document.Entity;
import io.raygate.local.xray.document.EntityId;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.document.ServiceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the parent ids of one trace. Independent subsegments count as part of the segment that they hang on; one whose
 * segment is not in the trace says nothing about services and is left out. A call inside a call (the HTTP request of an
 * AWS SDK call) is part of the outer one. Costs one pass over the ids of the trace.
 */
final class TraceLinks {

    private final List<SegmentDocument> documents;
    private final Map<Long, Origin> origins = new HashMap<>();
    private final IdentityHashMap<SegmentDocument, List<Entity>> callsByDocument = new IdentityHashMap<>();

    private TraceLinks(List<SegmentDocument> documents) {
        this.documents = documents;
        for (SegmentDocument document : documents) {
            visit(document, document.entity(), null);
        }
    }

    static TraceLinks of(List<SegmentDocument> documents) {
        return new TraceLinks(documents);
    }

    /** Every request that the trace shows: one for each segment, one for each call that no segment answers. */
    List<Request> requests() {
        List<Request> requests = new ArrayList<>(documents.size() + 1);
        Set<Entity> answered = Collections.newSetFromMap(new IdentityHashMap<>());
        for (SegmentDocument document : documents) {
            if (document.isSegment()) {
                requests.add(requestOf(document, answered));
            }
        }
        for (SegmentDocument document : documents) {
            addInferred(document, answered, requests);
        }
        return requests;
    }

    /** The segment that a document belongs to, itself where it is one; null where it is not in the trace. */
    @Nullable
    SegmentDocument owner(SegmentDocument document) {
        SegmentDocument current = document;
        for (int hops = 0; hops <= documents.size(); hops++) {
            if (current.isSegment()) {
                return current;
            }
            Origin origin = origins.get(current.identity().parent());
            if (origin == null) {
                return null;
            }
            current = origin.document;
        }
        return null;
    }

    private void visit(SegmentDocument document, Entity entity, @Nullable Entity outerCall) {
        Entity call = outerCall;
        if (call == null && entity.leavesTheService()) {
            call = entity;
            callsByDocument
                    .computeIfAbsent(document, ignored -> new ArrayList<>(2))
                    .add(entity);
        }
        if (entity.id() != EntityId.NONE) {
            origins.put(entity.id(), new Origin(document, call));
        }
        for (Entity subsegment : entity.subsegments()) {
            visit(document, subsegment, call);
        }
    }

    private Request requestOf(SegmentDocument segment, Set<Entity> answered) {
        Origin origin = origins.get(segment.identity().parent());
        SegmentDocument caller =
                origin == null || origin.document.identity().equals(segment.identity()) ? null : owner(origin.document);
        if (origin == null || caller == null) {
            ServiceId client = ServiceId.clientOf(segment.service());
            return Request.served(client, Request.Kind.ENTRY, null, null, segment);
        }
        if (origin.call != null) {
            answered.add(origin.call);
        }
        return Request.served(caller.service(), Request.Kind.LINKED, origin.call, caller, segment);
    }

    private void addInferred(SegmentDocument document, Set<Entity> answered, List<Request> requests) {
        List<Entity> calls = callsByDocument.get(document);
        SegmentDocument caller = calls == null ? null : owner(document);
        if (calls == null || caller == null) {
            return;
        }
        for (Entity call : calls) {
            ServiceId target = call.target();
            if (target != null && !answered.contains(call)) {
                requests.add(Request.inferred(caller, call, target));
            }
        }
    }

    /**
     * Where an id was found.
     *
     * @param call that it is or lies in; null outside of calls
     */
    private record Origin(
            SegmentDocument document, @Nullable Entity call) {}
}
