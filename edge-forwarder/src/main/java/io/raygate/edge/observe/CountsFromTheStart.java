// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Has counters count before Quarkus does: it joins Prometheus to the registry of the application in no certain order with
 * the start of the application, and a counter of a registry that is joined to none counts nothing.
 */
@Singleton
@SuppressWarnings("deprecation") // the registry that Quarkus brings is on its way out; Quarkus has no other
class CountsFromTheStart {

    private static final int BEFORE_EVERYTHING = Integer.MIN_VALUE;

    void join(
            @Observes @Priority(BEFORE_EVERYTHING) StartupEvent started,
            MeterRegistry application,
            PrometheusMeterRegistry scraped) {
        if (application instanceof CompositeMeterRegistry composite) {
            composite.add(scraped);
        }
    }
}
