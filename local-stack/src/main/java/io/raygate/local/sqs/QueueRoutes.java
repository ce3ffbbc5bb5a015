// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.vertx.web.Param;
import io.quarkus.vertx.web.Route;
import io.raygate.local.json.UntrustedJson;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** {@code GET /api/queues/QUEUE} on the page's port: the newest messages that nobody has deleted, newest first. */
@Singleton
final class QueueRoutes {

    private final LocalSqs sqs;
    private final ObjectMapper json = UntrustedJson.json().build();

    QueueRoutes(LocalSqs sqs) {
        this.sqs = sqs;
    }

    @Route(path = "/api/queues/:queue", methods = Route.HttpMethod.GET, type = Route.HandlerType.BLOCKING)
    void newest(RoutingContext context, @Param String queue) throws JsonProcessingException {
        ArrayNode messages = json.createArrayNode();
        for (MessageQueue.Seen seen : sqs.newest(queue)) {
            messages.addObject()
                    .put("messageId", seen.messageId())
                    .put("sent", seen.sent().toString())
                    .set("body", body(seen.body()));
        }
        context.response()
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(json.writeValueAsString(messages));
    }

    /** As JSON, where it is that and was not cut. */
    private JsonNode body(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
