// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.otlp;

import io.raygate.otlp.SpanRejection;
import io.raygate.otlp.read.MalformedException;
import io.raygate.otlp.read.Span;
import io.raygate.otlp.read.TraceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The limits of X-Ray's OTLP endpoint: CloudWatch User Guide, "OTLP endpoints", read 2026-11-27. KB and MB are read as
 * decimal, the smaller ones: what passes here passes there. Which of the limits cost one span, and which the request, is
 * our reading where the guide does not say.
 */
final class SpanLimits {

    static final int MAX_BODY_BYTES = 5_000_000;
    static final int MAX_SPANS = 10_000;
    static final int MAX_SPAN_BYTES = 200_000;
    static final int MAX_RESOURCE_AND_SCOPE_BYTES = 16_000;
    static final Duration MAX_PAST = Duration.ofDays(14);
    static final Duration MAX_FUTURE = Duration.ofHours(2);
    static final Duration MAX_SPREAD = Duration.ofHours(24);

    private static final long NANOS = 1_000_000_000;

    private final TraceRequest request;
    private final Instant now;
    private final Set<TraceRequest.SpanSlice> within = new LinkedHashSet<>();
    private final Map<String, Integer> beyond = new LinkedHashMap<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    private SpanLimits(TraceRequest request, Instant now) {
        this.request = request;
        this.now = now;
    }

    /** Looks at all spans. The request must have been read up to {@link #MAX_SPANS} spans. */
    static SpanLimits of(TraceRequest request, Instant now) {
        SpanLimits limits = new SpanLimits(request, now);
        request.spans().forEach(limits::look);
        return limits;
    }

    /** Why the request is refused as a whole. */
    Optional<Refusal> refusal() {
        if (request.spanCount() > MAX_SPANS) {
            return Optional.of(Refusal.invalid("The request holds more than " + MAX_SPANS + " spans"));
        }
        if (request.spans().stream().anyMatch(SpanLimits::hasTooLargeFrame)) {
            return Optional.of(Refusal.invalid(
                    "A resource and its scope hold more than " + MAX_RESOURCE_AND_SCOPE_BYTES + " bytes together"));
        }
        if (!within.isEmpty() && Duration.between(first, last).compareTo(MAX_SPREAD) > 0) {
            return Optional.of(
                    Refusal.invalid("The spans of a request begin more than " + MAX_SPREAD.toHours() + " h apart"));
        }
        return Optional.empty();
    }

    /** The spans that are within the limits. */
    Set<TraceRequest.SpanSlice> within() {
        return within;
    }

    /** The others, counted by reason. */
    Map<String, Integer> beyond() {
        return beyond;
    }

    private void look(TraceRequest.SpanSlice slice) {
        if (slice.to() - slice.from() > MAX_SPAN_BYTES) {
            reject("SPAN_TOO_LARGE");
            return;
        }
        Instant start;
        try {
            start = start(request.span(slice));
        } catch (MalformedException e) {
            reject(SpanRejection.MALFORMED_SPAN.name());
            return;
        }
        if (start.isBefore(now.minus(MAX_PAST))) {
            reject("TOO_OLD");
            return;
        }
        if (start.isAfter(now.plus(MAX_FUTURE))) {
            reject("IN_THE_FUTURE");
            return;
        }
        first = start.isBefore(first) ? start : first;
        last = start.isAfter(last) ? start : last;
        within.add(slice);
    }

    private void reject(String reason) {
        beyond.merge(reason, 1, Integer::sum);
    }

    private static boolean hasTooLargeFrame(TraceRequest.SpanSlice slice) {
        return slice.scope().bytes() + slice.scope().resource().bytes() > MAX_RESOURCE_AND_SCOPE_BYTES;
    }

    private static Instant start(Span span) {
        return Instant.ofEpochSecond(
                Long.divideUnsigned(span.startNanos(), NANOS), Long.remainderUnsigned(span.startNanos(), NANOS));
    }
}
