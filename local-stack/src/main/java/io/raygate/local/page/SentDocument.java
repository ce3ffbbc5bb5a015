// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.schema.SegmentValidator;
import io.raygate.schema.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A document before redaction and enrichment: as an application sent it, or as translation makes it of a span.
 *
 * @param body of a segment or subsegment
 * @param span what it was translated from; empty for documents that came as JSON
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record SentDocument(byte[] body, Optional<SpanOrigin> span) {

    /**
     * A span.
     *
     * @param kind    in lower case, as OpenTelemetry names it
     * @param service whether the document stands for the service that made the call, beside the one for the call itself
     */
    record SpanOrigin(String name, String kind, boolean service) {}

    /**
     * Writes the document as {@code document}, the span as {@code span}, and what the gateway's validation changes:
     * {@code repairs}, and {@code repaired} with the documents that it makes.
     */
    ObjectNode toJson(SegmentValidator validator) {
        ObjectNode json = RestJson.object().put("document", text(body));
        span.ifPresent(from -> json.putObject("span")
                .put("name", from.name)
                .put("kind", from.kind)
                .put("service", from.service));
        if (validator.validate(body, 0, body.length) instanceof Verdict.Repaired repaired) {
            ArrayNode documents = json.putArray("repaired");
            repaired.documents().forEach(document -> documents.add(text(document)));
            ArrayNode repairs = json.putArray("repairs");
            repaired.repairs()
                    .forEach(applied -> repairs.addObject()
                            .put("repair", applied.repair().name())
                            .put("pointer", applied.pointer())
                            .put("before", applied.before())
                            .put("after", applied.after()));
        }
        return json;
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
