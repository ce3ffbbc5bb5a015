// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.page;

import io.quarkus.vertx.web.Body;
import io.quarkus.vertx.web.Param;
import io.quarkus.vertx.web.Route;
import io.raygate.local.aws.AwsRequest;
import io.raygate.local.aws.AwsResponse;
import io.raygate.local.aws.Delivery;
import io.raygate.local.xray.XRayApi;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/**
 * {@code POST /api/xray/OPERATION}: the reading operations of the X-Ray API for the page, which may not call another port.
 * Bodies, answers, errors and injected faults are those of the API. Takes {@code application/json} only, which a foreign web page
 * cannot send here.
 */
@Singleton
final class XRayRoutes {

    /** By their paths in the API model 2016-04-12. */
    private static final Set<String> OPERATIONS =
            Set.of("TraceSummaries", "Traces", "ServiceGraph", "TraceGraph", "Groups");

    private final XRayApi xray;

    XRayRoutes(XRayApi xray) {
        this.xray = xray;
    }

    @Route(
            path = "/api/xray/:operation",
            methods = Route.HttpMethod.POST,
            consumes = "application/json",
            type = Route.HandlerType.BLOCKING)
    void ask(RoutingContext context, @Param String operation, @Body Buffer body) {
        if (!OPERATIONS.contains(operation)) {
            context.response().setStatusCode(404).end();
            return;
        }
        AwsResponse answer = xray.handle(new AwsRequest("POST", "/" + operation, Map.of(), body.getBytes()));
        switch (answer.delivery()) {
            case Delivery.AtOnce() -> write(context, answer);
            case Delivery.Delayed(var pause) ->
                context.vertx().setTimer(Math.max(1, pause.toMillis()), _ -> write(context, answer));
            case Delivery.Reset() -> context.request().connection().close();
        }
    }

    private static void write(RoutingContext context, AwsResponse answer) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        answer.headers().forEach(context.response()::putHeader);
        context.response()
                .setStatusCode(answer.status())
                .putHeader("cache-control", "no-store")
                .end(Buffer.buffer(answer.body()));
    }
}
