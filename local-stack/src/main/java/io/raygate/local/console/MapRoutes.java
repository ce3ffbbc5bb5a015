// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.vertx.web.Route;
import io.raygate.local.xray.XRayApi;
import io.raygate.local.xray.graph.ServiceGraph;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.TimeRange;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code GET /api/map}: what GetServiceGraph answers, of the traces that a filter takes. The API knows groups alone, and
 * a group takes only traces that came after it.
 */
@Singleton
final class MapRoutes {

    private final XRayApi xray;

    MapRoutes(XRayApi xray) {
        this.xray = xray;
    }

    @Route(path = "/api/map", methods = Route.HttpMethod.GET, type = Route.HandlerType.BLOCKING)
    void map(RoutingContext context) {
        Answers.of(context, () -> {
            Asked asked = Asked.of(context);
            TimeRange range = asked.range();
            Predicate<Trace> filter = xray.groups().filter(asked.filter());
            List<Trace> traces = xray.store().all().stream()
                    .filter(trace -> range.contains(trace.updatedAt()) && filter.test(trace))
                    .toList();
            ServiceGraph graph =
                    ServiceGraph.of(traces, id -> xray.store().find(id).orElse(null));
            ObjectNode answer = RestJson.object();
            answer.set("Services", graph.toJson());
            return answer;
        });
    }
}
