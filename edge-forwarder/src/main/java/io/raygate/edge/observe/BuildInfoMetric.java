// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Shows which build runs, so that a change in other metrics can be tied to a roll-out. */
@Singleton
class BuildInfoMetric {

    private final MeterRegistry registry;

    BuildInfoMetric(MeterRegistry registry) {
        this.registry = registry;
    }

    void register(@Observes StartupEvent started) {
        BuildInfo build = BuildInfo.read();
        Gauge.builder("raygate.build.info", () -> 1)
                .description("Always 1; its labels say which build runs")
                .tag("version", build.version())
                .tag("revision", build.revision())
                .tag("java", Runtime.version().toString())
                .register(registry);
    }
}
