// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.raygate.edge.listen.ListenBooks;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts every request on the TCP port once, by path and by how it ended. Requests that no {@link Route} answers have the
 * path {@code other} in {@value #SAMPLING}. Connections over the limit are counted apart, because they asked for nothing.
 */
@Singleton
class PortMetrics implements ListenBooks {

    private static final String SAMPLING = "raygate.sampling.requests";

    private final MeterRegistry registry;
    private final Counter refusedConnections;

    PortMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.refusedConnections = Counter.builder("raygate.sampling.connections.refused")
                .description("Connections closed at once because raygate.proxy.max-connections are open")
                .register(registry);
    }

    /** Counts a request; {@code null} stands for the requests without a route. */
    void count(@Nullable Route route, Outcome outcome) {
        Counter.builder(route == null ? SAMPLING : route.counter())
                .description("Requests on the TCP port, by path and by how they ended")
                .tag("path", route == null ? "other" : route.path())
                .tag("outcome", outcome.label())
                .register(registry)
                .increment();
    }

    @Override
    public void connectionRefused() {
        refusedConnections.increment();
    }

    @Override
    public void notHttp() {
        count(null, Outcome.BAD_REQUEST);
    }

    @Override
    public void neverAsked() {
        count(null, Outcome.TIMEOUT);
    }

    @Override
    public void watchConnections(Supplier<Number> open) {
        Gauge.builder("raygate.sampling.connections", open)
                .description("Open connections on the TCP port")
                .register(registry);
    }
}
