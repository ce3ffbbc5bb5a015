// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.vertx.web.Route;
import io.raygate.local.xray.XRayApi;
import io.raygate.local.xray.filter.Completion;
import io.raygate.local.xray.filter.FilterError;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.XRayException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code GET /api/filter/complete?text=…&at=…}: what may stand at a place of a filter expression, and where it goes wrong. */
@Singleton
final class FilterRoutes {

    private static final int MAX_TEXT = 100_000;

    private final XRayApi xray;
    private final ConsoleConfig config;

    FilterRoutes(XRayApi xray, ConsoleConfig config) {
        this.xray = xray;
        this.config = config;
    }

    @Route(path = "/api/filter/complete", methods = Route.HttpMethod.GET, type = Route.HandlerType.BLOCKING)
    void complete(RoutingContext context) {
        Answers.of(context, () -> {
            Asked asked = Asked.of(context);
            String text = asked.raw("text");
            int at = Math.min(text.length(), asked.number("at", text.length(), 0, MAX_TEXT));
            List<Trace> all = xray.store().all();
            List<Trace> newest = all.subList(Math.max(0, all.size() - config.maxRefinedTraces()), all.size());
            return toJson(Completion.at(text, at, new StoredValues(newest, xray.groups())), text);
        });
    }

    private ObjectNode toJson(Completion completion, String text) {
        ObjectNode json = RestJson.object().put("from", completion.from()).put("to", completion.to());
        ArrayNode options = json.putArray("options");
        completion
                .options()
                .forEach(
                        option -> options.addObject().put("text", option.text()).put("kind", option.kind()));
        try {
            xray.groups().filter(text);
            json.putNull("error");
        } catch (XRayException e) {
            ObjectNode error = json.putObject("error").put("message", String.valueOf(e.getMessage()));
            FilterError.of(e).ifPresent(place -> error.put("line", place.line()).put("position", place.position()));
        }
        return json;
    }
}
