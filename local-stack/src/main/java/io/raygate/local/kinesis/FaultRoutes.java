// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.web.Body;
import io.quarkus.vertx.web.Route;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * {@code /api/faults/kinesis} on the page's port: POST adds a fault, GET lists the active ones, DELETE clears them. POST
 * takes {@code application/json} only, which a foreign web page cannot send here.
 */
@Singleton
final class FaultRoutes {

    private static final String PATH = "/api/faults/kinesis";

    private final Faults faults;
    private final KinesisStreams streams;
    private final KinesisStatus status;
    private final ObjectMapper json;

    FaultRoutes(Faults faults, KinesisStreams streams, KinesisStatus status, ObjectMapper json) {
        this.faults = faults;
        this.streams = streams;
        this.status = status;
        this.json = json;
    }

    @Route(path = PATH, methods = Route.HttpMethod.POST, consumes = "application/json")
    void add(RoutingContext context, @Body Buffer body) throws JsonProcessingException {
        try {
            if (!faults.add(parse(json.readTree(body.getBytes())), streams.now())) {
                end(context, 429, Map.of("message", "raygate.local.kinesis.max-active-faults reached"));
                return;
            }
            end(context, 201, status.activeFaults());
        } catch (IllegalArgumentException | IOException e) {
            end(context, 400, Map.of("message", String.valueOf(e.getMessage())));
        }
    }

    @Route(path = PATH, methods = Route.HttpMethod.GET)
    void list(RoutingContext context) throws JsonProcessingException {
        end(context, 200, status.activeFaults());
    }

    @Route(path = PATH, methods = Route.HttpMethod.DELETE)
    void clear(RoutingContext context) throws JsonProcessingException {
        faults.clear();
        end(context, 200, status.activeFaults());
    }

    private static Fault parse(JsonNode node) {
        String label = node.path("kind").asText();
        FaultKind kind =
                FaultKind.labelled(label).orElseThrow(() -> new IllegalArgumentException("kind not known: " + label));
        return new Fault(
                node.path("stream").asText(),
                kind,
                node.path("share").asDouble(1),
                Duration.ofMillis((long) (node.path("seconds").asDouble(0) * 1_000)),
                Duration.ofMillis(node.path("delayMillis").asLong(0)));
    }

    private void end(RoutingContext context, int code, Object answer) throws JsonProcessingException {
        context.response()
                .setStatusCode(code)
                .putHeader("content-type", "application/json")
                .end(json.writeValueAsString(answer));
    }
}
