// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import io.quarkus.vertx.web.Param;
import io.quarkus.vertx.web.Route;
import io.raygate.local.xray.XRayApi;
import io.raygate.local.xray.document.TraceIds;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.query.TraceQuery;
import io.raygate.local.xray.wire.TimeRange;
import io.raygate.local.xray.wire.XRayException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code GET /api/traces} lists traces with what they can be refined by; {@code GET /api/traces/ID} shows one. */
@Singleton
final class TraceRoutes {

    private static final int DEFAULT_LIMIT = 100;

    private final XRayApi xray;
    private final ConsoleConfig config;

    TraceRoutes(XRayApi xray, ConsoleConfig config) {
        this.xray = xray;
        this.config = config;
    }

    @Route(path = "/api/traces", methods = Route.HttpMethod.GET, type = Route.HandlerType.BLOCKING)
    void list(RoutingContext context) {
        Answers.of(context, () -> {
            Asked asked = Asked.of(context);
            TimeRange range = asked.range();
            Predicate<Trace> filter = xray.groups().filter(asked.filter());
            List<Trace> matching = xray.store().all().stream()
                    .filter(trace -> range.contains(trace.start()) && filter.test(trace))
                    .toList();
            TraceQuery.Page page = TraceQuery.page(
                    matching,
                    trace -> true,
                    cursor(asked).orElse(null),
                    asked.number(
                            "limit", Math.min(DEFAULT_LIMIT, config.maxTracesPerPage()), 1, config.maxTracesPerPage()));
            return TraceList.of(page, matching, config.maxRefinedTraces());
        });
    }

    @Route(path = "/api/traces/:id", methods = Route.HttpMethod.GET, type = Route.HandlerType.BLOCKING)
    void one(RoutingContext context, @Param String id) {
        Answers.of(context, () -> {
            if (!TraceIds.isValid(id)) {
                throw XRayException.invalidRequest("Not a trace id: " + id);
            }
            Trace trace = xray.store().findAny(List.of(id)).stream()
                    .findFirst()
                    .orElseThrow(() -> XRayException.notFound("No trace has this id, or it was evicted: " + id));
            return TraceDetails.of(trace);
        });
    }

    private static Optional<TraceQuery.Cursor> cursor(Asked asked) {
        return asked.text("cursor")
                .map(token -> TraceQuery.Cursor.parse(token)
                        .orElseThrow(() -> XRayException.invalidRequest("Not a cursor: " + token)));
    }
}
