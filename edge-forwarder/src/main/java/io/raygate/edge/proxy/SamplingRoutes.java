// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.proxy;

import io.quarkus.vertx.web.Route;
import io.quarkus.vertx.web.Route.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * What X-Ray SDKs ask on TCP 2000: the two sampling operations, and nothing else. The daemon forwards any path with
 * the node's credentials; here any other path is a 404.
 */
@Singleton
class SamplingRoutes {

    private final SamplingConfig rule;
    private final long startedEpochSeconds = Instant.now().getEpochSecond();

    SamplingRoutes(SamplingConfig rule) {
        this.rule = rule;
    }

    @Route(path = "/GetSamplingRules", methods = HttpMethod.POST)
    void rules(RoutingContext request) {
        request.json(SamplingAnswers.rules(rule, startedEpochSeconds));
    }

    @Route(path = "/SamplingTargets", methods = HttpMethod.POST)
    void targets(RoutingContext request) {
        try {
            JsonObject body = request.body().asJsonObject();
            JsonObject statistics = body == null ? new JsonObject() : body;
            request.json(SamplingAnswers.targets(
                    statistics, rule, startedEpochSeconds, Instant.now().getEpochSecond()));
        } catch (DecodeException | ClassCastException _) {
            request.response().setStatusCode(400);
            request.json(new JsonObject().put("message", "The body is not a JSON object of sampling statistics"));
        }
    }
}
