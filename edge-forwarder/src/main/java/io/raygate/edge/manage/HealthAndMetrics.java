// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.manage;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.raygate.edge.listen.Service.Response;
import io.raygate.edge.manage.ManagementService.Pages;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The pages at the paths, and in the formats, that Quarkus gives them. */
@Singleton
@SuppressWarnings("deprecation") // the registry that Quarkus brings is on its way out; Quarkus has no other
class HealthAndMetrics implements Pages {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final SmallRyeHealthReporter reporter;
    private final PrometheusMeterRegistry registry;

    HealthAndMetrics(SmallRyeHealthReporter reporter, PrometheusMeterRegistry registry) {
        this.reporter = reporter;
        this.registry = registry;
    }

    @Override
    public Optional<CompletionStage<Response>> health(String path) {
        return switch (path) {
            case "/q/health" -> page(reporter.getHealthAsync());
            case "/q/health/live" -> page(reporter.getLivenessAsync());
            case "/q/health/ready" -> page(reporter.getReadinessAsync());
            case "/q/health/started" -> page(reporter.getStartupAsync());
            default -> Optional.empty();
        };
    }

    @Override
    public Response metrics(String accept) {
        String format = TextFormat.chooseContentType(accept.isEmpty() ? null : accept);
        byte[] metrics = registry.scrape(format).getBytes(StandardCharsets.UTF_8);
        return new Response(OK, Map.of("content-type", format), metrics);
    }

    private Optional<CompletionStage<Response>> page(Uni<SmallRyeHealth> checks) {
        return Optional.of(checks.map(this::page).subscribeAsCompletionStage());
    }

    private Response page(SmallRyeHealth health) {
        var body = new ByteArrayOutputStream();
        reporter.reportHealth(body, health);
        return new Response(
                health.isDown() ? UNAVAILABLE : OK,
                Map.of("content-type", "application/json; charset=UTF-8", "cache-control", "no-store"),
                body.toByteArray());
    }
}
