// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import io.raygate.edge.listen.Service;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The allow list of the port: every request that no route stands for is a 404. */
record Routes(List<Route> routes, PortMetrics metrics) implements Service {

    private static final Answer NOT_FOUND = Answer.error(
            404,
            "ResourceNotFoundException",
            "This port answers only POST /GetSamplingRules and POST /SamplingTargets, and POST /TraceSegments if"
                    + " raygate.intake.enabled is true",
            Outcome.NOT_FOUND);

    Routes {
        routes = List.copyOf(routes);
    }

    /** Compared as it came: a path that is normalised is a path that two parties can understand differently. */
    @Override
    public Request begin(Head head) {
        if (head.method().equals(HttpMethod.POST)) {
            for (Route route : routes) {
                if (route.path().equals(head.target())) {
                    return new RoutedRequest(head, route, metrics);
                }
            }
        }
        return new NotFound(metrics);
    }

    private record NotFound(PortMetrics metrics) implements Request {

        @Override
        public Optional<Supplier<Response>> refusal() {
            return Optional.of(NOT_FOUND::toResponse);
        }

        @Override
        public Optional<Supplier<Response>> take(ByteBuf part) {
            return refusal();
        }

        @Override
        public CompletionStage<Supplier<Response>> complete() {
            return CompletableFuture.completedStage(NOT_FOUND::toResponse);
        }

        @Override
        public void concluded(Conclusion conclusion) {
            metrics.count(null, NOT_FOUND.outcome());
        }
    }
}
