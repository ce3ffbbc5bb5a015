// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.export;

import io.raygate.otlp.SpanRejection;
import io.raygate.otlp.Translation.Refused;
import io.raygate.otlp.Translation.RejectedSpans;
import io.raygate.otlp.read.JsonRequest;
import io.raygate.otlp.read.MalformedException;
import io.raygate.otlp.read.TraceRequest;
import io.raygate.otlp.read.TraceRequest.Scope;
import io.raygate.otlp.read.TraceRequest.SpanSlice;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a trace request, protobuf or JSON, ready for an OTLP endpoint. Each span is checked alone, so that one which the
 * endpoint would refuse takes no other along. Spans that no rule names are copied as bytes. The same request gives the same
 * bytes, but for what its age changes. Stateless, thread-safe.
 */
public final class SpanExporter {

    private final ExportLimits limits;

    public SpanExporter(ExportLimits limits) {
        this.limits = limits;
    }

    /**
     * Checks, edits and cuts one request.
     *
     * @param rules     what becomes of attributes; before the additions
     * @param additions attributes that its resources get
     * @param nowNanos  since the epoch
     */
    public Export export(
            byte[] request, int offset, int length, AttributeRules rules, Additions additions, long nowNanos) {
        try {
            TraceRequest read = read(request, offset, length);
            return new Run(read, limits, rules, additions, nowNanos).export();
        } catch (MalformedException e) {
            return new Export.Unreadable(new Refused(SpanRejection.MALFORMED_REQUEST, 0, e.description()));
        }
    }

    /**
     * The same request with rules applied, in protobuf; nothing is checked or left out.
     *
     * @return empty where some part of it cannot be read
     */
    public static Optional<byte[]> edited(byte[] request, int offset, int length, AttributeRules rules) {
        try {
            TraceRequest read = read(request, offset, length);
            SpanEditor editor = new SpanEditor(rules);
            PieceWriter piece = new PieceWriter();
            Heads heads = new Heads(read, editor, Additions.NONE, Integer.MAX_VALUE);
            for (SpanSlice span : read.spans()) {
                byte[] edited = editor.span(read.bytes(), span.from(), span.to());
                piece.write(heads.of(span.scope()), edited, 0, edited.length);
            }
            return Optional.of(piece.request());
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static TraceRequest read(byte[] request, int offset, int length) {
        if (!JsonRequest.isJson(request, offset, length)) {
            return TraceRequest.read(request, offset, length, Integer.MAX_VALUE);
        }
        byte[] protobuf = JsonRequest.toProtobuf(request, offset, length);
        return TraceRequest.read(protobuf, 0, protobuf.length, Integer.MAX_VALUE);
    }

    /** One request on its way. */
    private static final class Run {
        private final TraceRequest request;
        private final ExportLimits limits;
        private final AttributeRules rules;
        private final SpanEditor editor;
        private final SpanCheck check;
        private final Heads heads;
        private final Pieces pieces;
        private final Map<SpanRejection, Set<SpanSlice>> rejected = new EnumMap<>(SpanRejection.class);
        private @Nullable Scope scope;
        private Optional<SpanRejection> refusalOfScope = Optional.empty();
        private Head head = Head.NONE;

        Run(TraceRequest request, ExportLimits limits, AttributeRules rules, Additions additions, long nowNanos) {
            this.request = request;
            this.limits = limits;
            this.rules = rules;
            this.editor = new SpanEditor(rules);
            this.check = new SpanCheck(limits.time(), nowNanos);
            this.heads = new Heads(request, editor, additions, limits.maxResourceBytes());
            this.pieces = new Pieces(limits);
        }

        Export export() {
            for (SpanSlice span : request.spans()) {
                move(span.scope());
                refusalOfScope
                        .or(() -> check.refusal(request.bytes(), span.from(), span.to()))
                        .or(() -> add(span))
                        .ifPresent(reason -> reject(span, reason));
            }
            return new Export.Ready(request.spanCount(), pieces.close(), rejections());
        }

        private void move(Scope next) {
            if (next == scope) {
                return;
            }
            scope = next;
            try {
                head = heads.of(next);
                refusalOfScope = head.bytes() > limits.maxResourceBytes()
                        ? Optional.of(SpanRejection.RESOURCE_TOO_LARGE)
                        : Optional.empty();
            } catch (MalformedException e) {
                refusalOfScope = Optional.of(SpanRejection.MALFORMED_SPAN);
            }
        }

        private Optional<SpanRejection> add(SpanSlice span) {
            byte[] bytes = request.bytes();
            int from = span.from();
            int to = span.to();
            if (!rules.isEmpty()) {
                bytes = editor.span(bytes, from, to);
                from = 0;
                to = bytes.length;
            }
            if (to - from > limits.maxSpanBytes()) {
                return Optional.of(SpanRejection.SPAN_TOO_LARGE);
            }
            pieces.add(head, bytes, from, to - from, check);
            return Optional.empty();
        }

        private void reject(SpanSlice span, SpanRejection reason) {
            rejected.computeIfAbsent(reason, key -> new LinkedHashSet<>()).add(span);
        }

        private List<RejectedSpans> rejections() {
            return rejected.entrySet().stream()
                    .map(entry -> new RejectedSpans(
                            entry.getKey(),
                            entry.getValue().size(),
                            message(entry.getKey()),
                            request.only(entry.getValue())))
                    .toList();
        }

        private String message(SpanRejection reason) {
            return switch (reason) {
                case SPAN_TOO_LARGE -> "a span has at most " + limits.maxSpanBytes() + " bytes";
                case RESOURCE_TOO_LARGE ->
                    "a resource and a scope have at most " + limits.maxResourceBytes() + " bytes together";
                case SPAN_TOO_OLD -> "a span started at most " + limits.time().maxAge() + " ago";
                case SPAN_IN_FUTURE -> "a span is at most " + limits.time().maxAhead() + " ahead";
                case INVALID_TRACE_ID -> "a trace id is 16 bytes, not all of them zero";
                case INVALID_SPAN_ID -> "a span id is 8 bytes, not all of them zero";
                case INVALID_PARENT_ID -> "the id of a parent is 8 bytes";
                case MALFORMED_SPAN, MALFORMED_REQUEST, TOO_MANY_SPANS, TOO_MUCH_OUTPUT ->
                    "the span, its resource or its scope is not protobuf inside";
            };
        }
    }
}
