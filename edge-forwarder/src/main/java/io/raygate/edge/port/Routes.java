// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.raygate.edge.intake.Intake;
import io.raygate.edge.sampling.SamplingQuestion;
import io.raygate.edge.sampling.source.Operation;
import io.raygate.edge.sampling.source.SamplingSource;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations that are answered, and by whom: the allow list of the port. */
final class Routes {

    private static final String FETCH_SITE = "Sec-Fetch-Site";

    /** What has been put is taken, so its answer, which is small, is never withheld. */
    private static final long NO_BOUND = Long.MAX_VALUE;

    private final List<Route> routes;

    private Routes(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** The two sampling operations, and the one that puts segments where the intake is enabled. */
    static Routes of(SamplingSource source, PortConfig config, Intake intake) {
        var pending = new PendingBytes(config.maxPending().asLongValue());
        var unread = new PendingBytes(config.maxUnread().asLongValue());
        List<Route> routes = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            routes.add(new Route(
                    operation.path(),
                    config.maxBody().asLongValue(),
                    "raygate.proxy.max-body",
                    unread,
                    notFromAPage(request -> new SamplingQuestion(source, operation, request, pending))));
        }
        if (intake.isEnabled()) {
            routes.add(new Route(
                    Intake.PATH,
                    intake.maxBodyBytes(),
                    "raygate.intake.max-body",
                    new PendingBytes(NO_BOUND),
                    notFromAPage(_ -> intake.begin())));
        }
        return new Routes(routes);
    }

    /**
     * A page in a browser may send a request to any port of its own machine and network, without reading the answer. It
     * cannot keep the browser from sending one of these headers, which no SDK and no collector sends. {@code Host} tells
     * nothing here: applications name the port as they please.
     */
    private static Function<HttpServerRequest, PendingRequest> notFromAPage(
            Function<HttpServerRequest, PendingRequest> begin) {
        return request -> request.headers().contains(HttpHeaders.ORIGIN)
                        || request.headers().contains(FETCH_SITE)
                ? new RefusedRequest(Answers.FROM_A_PAGE)
                : begin.apply(request);
    }

    /** Compared as it came: a path that is normalised is a path that two parties can understand differently. */
    @Nullable
    Route of(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            return null;
        }
        for (Route route : routes) {
            if (route.path().equals(request.uri())) {
                return route;
            }
        }
        return null;
    }
}
