// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.vertx.web.Route;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code GET /api/status}: one key for each {@link StatusSource}. */
@Singleton
final class StatusRoutes {

    private final List<StatusSource> sources;
    private final ObjectMapper json;

    StatusRoutes(@All List<StatusSource> sources, ObjectMapper json) {
        this.sources = List.copyOf(sources);
        this.json = json;
    }

    @Route(path = "/api/status", methods = Route.HttpMethod.GET, type = Route.HandlerType.BLOCKING)
    void status(RoutingContext context) throws JsonProcessingException {
        Map<String, Object> status = new TreeMap<>();
        for (StatusSource source : sources) {
            status.put(source.name(), source.status());
        }
        context.response()
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(json.writeValueAsString(status));
    }
}
