// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.web.Param;
import io.quarkus.vertx.web.Route;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code GET /api/sent/TRACE}: the documents of a trace as applications sent them, taken from the streams; a comparison with what
 * X-Ray got shows what Raygate changed. Redaction is local to the gateway: these documents are not redacted.
 */
@Singleton
final class SentRoutes {

    private static final Pattern TRACE_ID = Pattern.compile("1-[0-9a-f]{8}-[0-9a-f]{24}");

    private final SentDocuments documents;
    private final ObjectMapper json;

    SentRoutes(SentDocuments documents, ObjectMapper json) {
        this.documents = documents;
        this.json = json;
    }

    @Route(path = "/api/sent/:trace", methods = Route.HttpMethod.GET, type = Route.HandlerType.BLOCKING)
    void sent(RoutingContext context, @Param String trace) throws JsonProcessingException {
        boolean known = TRACE_ID.matcher(trace).matches();
        List<String> found = known ? documents.ofTrace(trace) : List.of();
        context.response()
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(json.writeValueAsString(Map.of("documents", found)));
    }
}
