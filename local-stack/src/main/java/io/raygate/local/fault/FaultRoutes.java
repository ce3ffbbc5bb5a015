// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.web.Body;
import io.quarkus.vertx.web.Param;
import io.quarkus.vertx.web.Route;
import io.raygate.local.json.UntrustedJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /api/faults/SERVICE} on the page's port: POST adds a fault, GET lists the active ones, DELETE clears them. POST
 * takes {@code application/json} only, which a foreign web page cannot send here.
 */
@Singleton
final class FaultRoutes {

    private static final String PATH = "/api/faults/:service";

    private final FaultBoard board;
    private final ObjectMapper json = UntrustedJson.json().build();
    private final long maxAnswerChars;

    FaultRoutes(FaultBoard board, FaultConfig config) {
        this.board = board;
        this.maxAnswerChars = config.maxAnswerSize().asLongValue();
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

    private Fault parse(FaultyService service, JsonNode node) {
        String label = node.path("kind").asText();
        FaultKind kind = FaultKind.labelled(label)
                .filter(service::knows)
                .orElseThrow(() -> new IllegalArgumentException("kind not known to " + service.label() + ": " + label));
        Duration duration = Duration.ofMillis((long) (node.path("seconds").asDouble(0) * 1_000));
        return new Fault(aim(service, node), kind, duration, effect(node));
    }

    /** A fault of Kinesis names its stream, {@code *} included: what is not meant to fail goes on. */
    private static Fault.Aim aim(FaultyService service, JsonNode node) {
        String stream = service == FaultyService.KINESIS ? node.path("stream").asText("") : Fault.Aim.EVERYTHING;
        Set<String> operations =
                node.hasNonNull("operation") ? Set.of(node.path("operation").asText()) : service.defaultOperations();
        return new Fault.Aim(
                stream,
                operations,
                node.path("matching").asText(""),
                node.path("share").asDouble(1));
    }

    private Fault.Effect effect(JsonNode node) {
        Fault.Effect none = Fault.Effect.DEFAULT;
        String body = node.path("body").asText("");
        if (body.length() > maxAnswerChars) {
            throw new IllegalArgumentException(
                    "body has more characters than raygate.local.faults.max-answer-size: " + body.length());
        }
        return new Fault.Effect(
                Duration.ofMillis(node.path("delayMillis").asLong(0)),
                node.path("code").asText(none.code()),
                new Fault.Answer(
                        node.path("status").asInt(none.answer().status()),
                        node.path("contentType").asText(""),
                        body));
    }

    private void end(RoutingContext context, int code, Object answer) throws JsonProcessingException {
        context.response()
                .setStatusCode(code)
                .putHeader("content-type", "application/json")
                .end(json.writeValueAsString(answer));
    }
}
