// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.vertx.web.Param;
import io.quarkus.vertx.web.Route;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.schema.SegmentValidator;
import io.raygate.schema.ValidationMode;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * {@code GET /api/sent/TRACE}: the documents of a trace as applications sent them, taken from the streams, and what
 * validation repairs in them. Spans are there as the documents that translation makes of them. A comparison with what
 * X-Ray got shows what else Raygate changed. Redaction happens in the gateway: these documents are not redacted.
 */
@Singleton
final class SentRoutes {

    private static final Pattern TRACE_ID = Pattern.compile("1-[0-9a-f]{8}-[0-9a-f]{24}");

    private final SentDocuments documents;

    SentRoutes(SentDocuments documents) {
        this.documents = documents;
    }

    @Route(path = "/api/sent/:trace", methods = Route.HttpMethod.GET, type = Route.HandlerType.BLOCKING)
    void sent(RoutingContext context, @Param String trace) {
        boolean known = TRACE_ID.matcher(trace).matches();
        ObjectNode answer = RestJson.object();
        ArrayNode found = answer.putArray("documents");
        if (known) {
            SegmentValidator validator = SegmentValidator.of(ValidationMode.REPAIR);
            documents.ofTrace(trace).forEach(document -> found.add(document.toJson(validator)));
        }
        context.response()
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(Buffer.buffer(RestJson.write(answer)));
    }
}
