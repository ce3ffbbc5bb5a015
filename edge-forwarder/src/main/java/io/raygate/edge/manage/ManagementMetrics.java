// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.manage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.raygate.edge.listen.ListenBooks;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Counts the clients of the management port that were sent away, by why. */
@Singleton
class ManagementMetrics implements ListenBooks {

    private final MeterRegistry registry;

    ManagementMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void watchConnections(Supplier<Number> open) {
        Gauge.builder("raygate.management.connections", open)
                .description("Open connections on the management port")
                .register(registry);
    }

    @Override
    public void connectionRefused() {
        count("full");
    }

    @Override
    public void notHttp() {
        count("not_http");
    }

    @Override
    public void neverAsked() {
        count("silent");
    }

    private void count(String reason) {
        Counter.builder("raygate.management.refused")
                .description("Connections to the management port that were closed, by reason")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }
}
