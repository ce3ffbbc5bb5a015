// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.filter.FilterError;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.XRayException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/** Writes the answers of the page's API: JSON that nobody keeps. */
final class Answers {

    private static final int OK = 200;

    private Answers() {}

    /** What the supplier makes; its {@link XRayException} as an error with a message and, of a filter, the place. */
    static void of(RoutingContext context, Supplier<ObjectNode> answer) {
        try {
            end(context, OK, answer.get());
        } catch (XRayException e) {
            end(context, e.status(), error(e));
        }
    }

    static void end(RoutingContext context, int status, ObjectNode body) {
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(Buffer.buffer(RestJson.write(body)));
    }

    static ObjectNode message(String message) {
        return RestJson.object().put("message", message);
    }

    private static ObjectNode error(XRayException failure) {
        ObjectNode error = message(String.valueOf(failure.getMessage()));
        FilterError.of(failure)
                .ifPresent(place -> error.put("line", place.line())
                        .put("position", place.position())
                        .put("symbol", place.symbol()));
        return error;
    }
}
