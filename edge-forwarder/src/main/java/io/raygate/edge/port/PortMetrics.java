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
 * Every request on the TCP port is counted once in {@code raygate_sampling_requests_total}, by the path of
 * the operation ({@code other} where it is none that is answered) and how it ended. Connections over the limit are counted apart, since nothing was
 * asked on them.
 */
@Singleton
class PortMetrics implements ListenBooks {

    private final MeterRegistry registry;
    private final Counter refusedConnections;

    PortMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.refusedConnections = Counter.builder("raygate.sampling.connections.refused")
                .description("Connections closed at once because raygate.proxy.max-connections are open")
                .register(registry);
    }

    /**
     * Counts a request. Both labels come from us, so the number of series is bounded.
     *
     * @param path of a {@link Route}; null for all others
     */
    void count(@Nullable String path, Outcome outcome) {
        Counter.builder("raygate.sampling.requests")
                .description("Requests on the TCP port, by operation and how they ended")
                .tag("path", path == null ? "other" : path)
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
                .description("Open connections on the sampling port")
                .register(registry);
    }
}
