// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.retrieval;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.Annotation;
import io.raygate.local.xray.document.Entity;
import io.raygate.local.xray.document.EntityId;
import io.raygate.local.xray.document.Http;
import io.raygate.local.xray.document.Outcome;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Segments as OpenTelemetry spans, by the names of the protocol's JSON. What a span has no place for is left out. */
final class OtelSpans {

    private static final int TIME_DIGITS = 8;

    private final Trace trace;
    private final ArrayNode spans;

    private OtelSpans(Trace trace, ArrayNode spans) {
        this.trace = trace;
        this.spans = spans;
    }

    static void write(Trace trace, ArrayNode spans) {
        OtelSpans writer = new OtelSpans(trace, spans);
        for (SegmentDocument document : trace.documents()) {
            writer.write(document, document.entity(), document.identity().parent(), document.isSegment());
        }
    }

    private void write(SegmentDocument document, Entity entity, long parent, boolean isSegment) {
        ObjectNode span = RestJson.object();
        String id = HexFormat.of().toHexDigits(entity.id());
        span.put(
                "traceId", trace.id().substring(2, 2 + TIME_DIGITS) + trace.id().substring(3 + TIME_DIGITS));
        span.put("spanId", id);
        if (parent != EntityId.NONE) {
            span.put("parentSpanId", HexFormat.of().toHexDigits(parent));
        }
        span.put("name", entity.name());
        span.put("kind", isSegment ? "SERVER" : entity.leavesTheService() ? "CLIENT" : "INTERNAL");
        span.put("startTimeUnixNano", nanos(entity.span().start()));
        if (entity.span().isComplete()) {
            span.put("endTimeUnixNano", nanos(entity.span().end()));
            span.put(
                    "durationNano",
                    nanos(entity.span().end()) - nanos(entity.span().start()));
        }
        writeAttributes(document, entity, isSegment, span);
        Outcome outcome = entity.span().outcome();
        span.putObject("status").put("code", outcome.fault() ? "ERROR" : "UNSET");
        span.putObject("resource")
                .putObject("attributes")
                .put("service.name", document.service().name());
        spans.addObject().put("Id", id).put("Document", new String(RestJson.write(span), StandardCharsets.UTF_8));
        for (Entity subsegment : entity.subsegments()) {
            write(document, subsegment, entity.id(), false);
        }
    }

    private static void writeAttributes(SegmentDocument document, Entity entity, boolean isSegment, ObjectNode span) {
        ObjectNode attributes = span.putObject("attributes");
        Http http = entity.http();
        put(attributes, "http.request.method", http.method());
        put(attributes, "url.full", http.url());
        put(attributes, "user_agent.original", http.userAgent());
        put(attributes, "client.address", http.clientIp());
        if (http.status() != Http.UNKNOWN) {
            attributes.put("http.response.status_code", http.status());
        }
        if (isSegment) {
            put(attributes, "enduser.id", document.facts().user());
            for (Annotation annotation : document.annotations()) {
                attributes.set(annotation.key(), annotation.value());
            }
        }
    }

    private static void put(ObjectNode attributes, String name, String value) {
        if (!value.isEmpty()) {
            attributes.put(name, value);
        }
    }

    private static long nanos(double seconds) {
        return BigDecimal.valueOf(seconds).movePointRight(9).longValue();
    }
}
