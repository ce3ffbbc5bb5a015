// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.web.Body;
import io.quarkus.vertx.web.Param;
import io.quarkus.vertx.web.Route;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /api/faults/SERVICE} on the page's port: POST adds a fault, GET lists the active ones, DELETE clears them. POST
 * takes {@code application/json} only, which a foreign web page cannot send here.
 */
@Singleton
final class FaultRoutes {

    private static final String PATH = "/api/faults/:service";

    private final FaultBoard board;
    private final ObjectMapper json;

    FaultRoutes(FaultBoard board, ObjectMapper json) {
        this.board = board;
        this.json = json;
    }

    @Route(path = PATH, methods = Route.HttpMethod.POST, consumes = "application/json")
    void add(RoutingContext context, @Param String service, @Body Buffer body) throws JsonProcessingException {
        Optional<Faults> faults = named(context, service);
        if (faults.isEmpty()) {
            return;
        }
        try {
            Fault fault = parse(faults.get().service(), json.readTree(body.getBytes()));
            if (!faults.get().add(fault, Instant.now())) {
                end(context, 429, Map.of("message", "raygate.local.faults.max-active reached"));
                return;
            }
            end(context, 201, faults.get().describe(Instant.now()));
        } catch (IllegalArgumentException | IOException e) {
            end(context, 400, Map.of("message", String.valueOf(e.getMessage())));
        }
    }

    @Route(path = PATH, methods = Route.HttpMethod.GET)
    void list(RoutingContext context, @Param String service) throws JsonProcessingException {
        Optional<Faults> faults = named(context, service);
        if (faults.isPresent()) {
            end(context, 200, faults.get().describe(Instant.now()));
        }
    }

    @Route(path = PATH, methods = Route.HttpMethod.DELETE)
    void clear(RoutingContext context, @Param String service) throws JsonProcessingException {
        Optional<Faults> faults = named(context, service);
        if (faults.isPresent()) {
            faults.get().clear();
            end(context, 200, faults.get().describe(Instant.now()));
        }
    }

    private Optional<Faults> named(RoutingContext context, String service) throws JsonProcessingException {
        Optional<Faults> faults = FaultyService.labelled(service).map(board::of);
        if (faults.isEmpty()) {
            end(context, 404, Map.of("message", "service not known: " + service));
        }
        return faults;
    }

    private static Fault parse(FaultyService service, JsonNode node) {
        String label = node.path("kind").asText();
        FaultKind kind = FaultKind.labelled(label)
                .filter(service::knows)
                .orElseThrow(() -> new IllegalArgumentException("kind not known to " + service.label() + ": " + label));
        return new Fault(
                node.path(service.scopeField()).asText(service.defaultScope()),
                kind,
                node.path("share").asDouble(1),
                Duration.ofMillis((long) (node.path("seconds").asDouble(0) * 1_000)),
                Duration.ofMillis(node.path("delayMillis").asLong(0)),
                node.path("code").asText(Fault.DEFAULT_CODE));
    }

    private void end(RoutingContext context, int code, Object answer) throws JsonProcessingException {
        context.response()
                .setStatusCode(code)
                .putHeader("content-type", "application/json")
                .end(json.writeValueAsString(answer));
    }
}
