// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp;

import io.raygate.otlp.read.JsonRequest;
import io.raygate.otlp.read.MalformedException;
import io.raygate.otlp.read.Span;
import io.raygate.otlp.read.TraceRequest;
import io.raygate.otlp.segment.Documents;
import io.raygate.otlp.segment.Host;
import io.raygate.otlp.segment.Ids;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns OTLP trace requests into segment documents as {@code docs/otlp-mapping.md} describes. The same request gives the
 * same bytes: a retry makes no second segment. Costs memory for the documents of one request, within the limits of the
 * rules. Not thread-safe: keep one for each thread.
 */
public final class SpanTranslator {

    private final TranslationRules rules;
    private final Documents documents;

    public SpanTranslator(TranslationRules rules) {
        this.rules = rules;
        this.documents = new Documents(rules);
    }

    /**
     * Translates one request, protobuf or JSON.
     *
     * @param sender what the service is called where its SDK does not know its name; may be empty
     */
    public Translation translate(byte[] request, int offset, int length, String sender) {
        try {
            if (JsonRequest.isJson(request, offset, length)) {
                byte[] protobuf = JsonRequest.toProtobuf(request, offset, length);
                return translate(TraceRequest.read(protobuf, 0, protobuf.length, rules.maxSpans()), sender);
            }
            return translate(TraceRequest.read(request, offset, length, rules.maxSpans()), sender);
        } catch (MalformedException e) {
            return new Translation.Refused(SpanRejection.MALFORMED_REQUEST, 0, e.description());
        }
    }

    private Translation translate(TraceRequest request, String sender) {
        if (request.spanCount() > rules.maxSpans()) {
            return new Translation.Refused(
                    SpanRejection.TOO_MANY_SPANS,
                    request.spanCount(),
                    "a request holds at most " + rules.maxSpans() + " spans");
        }
        List<byte[]> made = new ArrayList<>(request.spanCount());
        Set<Integer> second = new HashSet<>();
        Rejects rejects = new Rejects();
        Place place = new Place(request, sender);
        long bytes = 0;
        for (TraceRequest.SpanSlice slice : request.spans()) {
            int before = made.size();
            translate(place, slice, made, rejects);
            for (int at = before; at < made.size(); at++) {
                bytes += made.get(at).length;
                if (at > before) {
                    second.add(at);
                }
            }
            if (bytes > rules.maxOutputBytes()) {
                return new Translation.Refused(
                        SpanRejection.TOO_MUCH_OUTPUT,
                        request.spanCount(),
                        "the documents of a request hold at most " + rules.maxOutputBytes() + " bytes");
            }
        }
        return new Translation.Translated(request.spanCount(), made, second, rejects.toList(request));
    }

    private void translate(Place place, TraceRequest.SpanSlice slice, List<byte[]> made, Rejects rejects) {
        try {
            Span span = place.request.span(slice);
            if (!Ids.isTraceId(span.traceId())) {
                rejects.add(slice, SpanRejection.INVALID_TRACE_ID, "a trace id is 16 bytes, not all of them zero");
            } else if (!Ids.isSpanId(span.id())) {
                rejects.add(slice, SpanRejection.INVALID_SPAN_ID, "a span id is 8 bytes, not all of them zero");
            } else if (!span.parentId().isEmpty() && span.parentId().length() != Ids.SPAN_ID_DIGITS) {
                rejects.add(slice, SpanRejection.INVALID_PARENT_ID, "the id of a parent is 8 bytes");
            } else {
                place.move(slice.scope());
                documents.write(span, place.host(), place.instrumentation(), made);
            }
        } catch (MalformedException e) {
            rejects.add(slice, SpanRejection.MALFORMED_SPAN, e.description());
        }
    }

    /** Resource and scope of the span at hand: read once for all their spans, which follow each other. */
    private static final class Place {
        private final TraceRequest request;
        private final String sender;
        private TraceRequest.@Nullable Scope scope;
        private Host host = Host.UNKNOWN;
        private TraceRequest.Instrumentation instrumentation = new TraceRequest.Instrumentation("", "");

        Place(TraceRequest request, String sender) {
            this.request = request;
            this.sender = sender;
        }

        void move(TraceRequest.Scope next) {
            if (next == scope) {
                return;
            }
            if (scope == null || scope.resource() != next.resource()) {
                host = Host.of(request.attributes(next.resource()), sender);
            }
            instrumentation = request.instrumentation(next);
            scope = next;
        }

        Host host() {
            return host;
        }

        TraceRequest.Instrumentation instrumentation() {
            return instrumentation;
        }
    }

    /** Refused spans by reason. */
    private static final class Rejects {
        private final Map<SpanRejection, Set<TraceRequest.SpanSlice>> slices = new EnumMap<>(SpanRejection.class);
        private final Map<SpanRejection, String> messages = new EnumMap<>(SpanRejection.class);

        void add(TraceRequest.SpanSlice slice, SpanRejection reason, String message) {
            slices.computeIfAbsent(reason, key -> new LinkedHashSet<>()).add(slice);
            messages.putIfAbsent(reason, message);
        }

        List<Translation.RejectedSpans> toList(TraceRequest request) {
            List<Translation.RejectedSpans> rejected = new ArrayList<>();
            slices.forEach((reason, spans) -> rejected.add(new Translation.RejectedSpans(
                    reason, spans.size(), String.valueOf(messages.get(reason)), request.only(spans))));
            return rejected;
        }
    }
}
