// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.All;
import io.quarkus.vertx.web.Route;
import io.raygate.local.StatusSource;
import io.raygate.local.xray.wire.RestJson;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code GET /api/pipeline}: the way of a document from the forwarder to X-Ray, with the counts of each stage. */
@Singleton
final class PipelineRoutes {

    private final List<StatusSource> sources;
    private final ForwarderMetrics forwarder;
    private final ObjectMapper json;

    PipelineRoutes(@All List<StatusSource> sources, ConsoleConfig config, ObjectMapper json) {
        this.sources = List.copyOf(sources);
        this.forwarder = new ForwarderMetrics(config.forwarderMetrics(), config.forwarderTimeout());
        this.json = json;
    }

    @Route(path = "/api/pipeline", methods = Route.HttpMethod.GET, type = Route.HandlerType.BLOCKING)
    void pipeline(RoutingContext context) {
        Answers.of(context, () -> Pipeline.of(forwarder.read(), statuses()));
    }

    /** By the name of the source. */
    ObjectNode statuses() {
        ObjectNode statuses = RestJson.object();
        for (StatusSource source : sources) {
            JsonNode status = json.valueToTree(source.status());
            statuses.set(source.name(), status);
        }
        return statuses;
    }
}
