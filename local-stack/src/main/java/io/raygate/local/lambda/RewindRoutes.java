// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.quarkus.vertx.web.Route;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * {@code POST /api/rewind} on the page's port delivers all that the streams still hold once more. Takes
 * {@code application/json} only, which a foreign web page cannot send here.
 */
@Singleton
final class RewindRoutes {

    private final LocalLambda lambda;

    RewindRoutes(LocalLambda lambda) {
        this.lambda = lambda;
    }

    @Route(
            path = "/api/rewind",
            methods = Route.HttpMethod.POST,
            consumes = "application/json",
            type = Route.HandlerType.BLOCKING)
    void rewind(RoutingContext context) {
        lambda.rewind();
        context.response().setStatusCode(202).end();
    }
}
