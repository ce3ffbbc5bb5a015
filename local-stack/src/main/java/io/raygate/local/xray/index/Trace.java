// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import io.raygate.local.xray.document.EntityId;
import io.raygate.local.xray.document.Outcome;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.wire.RestJson;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trace as it was at one moment, with all that filters and graphs ask of it. Immutable. Made in some microseconds for
 * five documents of five subsegments each.
 *
 * @param sequence  place in the order of arrival of traces
 * @param revision  how many calls changed it
 * @param updatedAt when a document last changed it, seconds since the epoch
 * @param documents in order of arrival, at least one
 * @param start     the earliest start
 * @param end       the latest end; not a number while nothing has ended
 * @param rootOrNull the segment that names no parent; null where that has not come
 * @param partial   true where the root has not come or something is in progress
 * @param requests  one for each segment, one for each call that no segment answers
 * @param facts     what all documents say beside their requests
 */
public record Trace(
        String id,
        long sequence,
        int revision,
        double updatedAt,
        List<SegmentDocument> documents,
        double start,
        double end,
        @Nullable SegmentDocument rootOrNull,
        boolean partial,
        List<Request> requests,
        TraceFacts facts,
        RootCauses causes) {

    private static final Comparator<SegmentDocument> BY_START =
            Comparator.comparingDouble(segment -> segment.span().start());

    /** Links the documents and works out the root causes. */
    public static Trace of(String id, long sequence, int revision, double updatedAt, List<SegmentDocument> documents) {
        SegmentDocument root = documents.stream()
                .filter(document -> document.isSegment() && document.identity().parent() == EntityId.NONE)
                .min(BY_START)
                .orElse(null);
        List<Request> requests = TraceLinks.of(documents).requests();
        TraceTimes times = TraceTimes.of(documents);
        return new Trace(
                id,
                sequence,
                revision,
                updatedAt,
                List.copyOf(documents),
                times.start(),
                times.end(),
                root,
                root == null || times.inProgress(),
                List.copyOf(requests),
                TraceFacts.of(documents),
                RootCauses.of(documents, requests, root));
    }

    /** The segment that names no parent. */
    public Optional<SegmentDocument> root() {
        return Optional.ofNullable(rootOrNull);
    }

    /** Seconds from the earliest start to the latest end; not a number while nothing has ended. */
    public double duration() {
        return Double.isNaN(end) ? Double.NaN : RestJson.seconds(end - start);
    }

    /** Seconds that the root took; not a number while it runs or is missing. */
    public double responseTime() {
        return rootOrNull == null || !rootOrNull.span().isComplete()
                ? Double.NaN
                : rootOrNull.span().duration();
    }

    /** The root's. */
    public Outcome outcome() {
        return rootOrNull == null ? Outcome.OK : rootOrNull.span().outcome();
    }

    /** Everything that is a node of the trace's graph: clients, services, and what was inferred. */
    public Set<ServiceId> services() {
        Set<ServiceId> services = new LinkedHashSet<>();
        for (Request request : requests) {
            if (request.from().isClient()) {
                services.add(request.from());
            }
            services.add(request.to());
        }
        return services;
    }
}
