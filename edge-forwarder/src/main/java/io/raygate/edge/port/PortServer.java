// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.raygate.edge.intake.Intake;
import io.raygate.edge.listen.ClientConnection;
import io.raygate.edge.listen.GuardedServer;
import io.raygate.edge.listen.ListenLimits;
import io.raygate.edge.sampling.SamplingSources;
import io.raygate.edge.sampling.source.SamplingSource;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * TCP 2000: the two sampling operations, segments where the {@link Intake} is enabled, and nothing else. The daemon
 * forwards any path with the node's credentials; here any other request is a 404.
 *
 * <p>Bounded by {@link PortConfig}: what a {@link GuardedServer} bounds, and bodies and answers, one by one and together;
 * bodies of segments have bounds of their own.
 */
@Singleton
public class PortServer {

    private static final String KEYS = "raygate.proxy";

    private final Vertx vertx;
    private final PortConfig config;
    private final SamplingSources sources;
    private final Intake intake;
    private final PortMetrics metrics;
    private @Nullable GuardedServer server;
    private @Nullable SamplingSource source;

    PortServer(Vertx vertx, PortConfig config, SamplingSources sources, Intake intake, PortMetrics metrics) {
        this.vertx = vertx;
        this.config = config;
        this.sources = sources;
        this.intake = intake;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent started) {
        try {
            start(sources.open());
        } catch (IllegalArgumentException e) {
            // Bad configuration: Quarkus then says one line and exits with status 1.
            throw new ConfigurationException(e.getMessage());
        }
    }

    /** After the pipeline, so that what the intake has taken until then is answered. */
    void stop(@Observes @Priority(ObserverMethod.DEFAULT_PRIORITY + 1) ShutdownEvent stopped) {
        stop();
    }

    void stop() {
        if (server != null) {
            server.close();
        }
        if (source != null) {
            source.close();
        }
    }

    /** Where the server listens, also where the system chose the port. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("The sampling port is not open");
        }
        return server.port();
    }

    /**
     * Listens, and has that source answer.
     *
     * @throws IllegalArgumentException where the address cannot be bound
     */
    void start(SamplingSource opened) {
        source = opened;
        Routes routes = Routes.of(opened, config, intake);
        server = GuardedServer.listen(vertx, limits(), metrics, (request, client) -> serve(request, client, routes));
    }

    private ListenLimits limits() {
        return new ListenLimits(
                KEYS,
                config.host(),
                config.port(),
                config.maxHeader(),
                config.requestTimeout(),
                config.idleTimeout(),
                config.maxConnections(),
                ListenLimits.WhenFull.REFUSE_NEW);
    }

    private void serve(HttpServerRequest request, ClientConnection client, Routes routes) {
        Context eventLoop = vertx.getOrCreateContext();
        var exchange = new Exchange(request, routes.of(request), metrics, client::end);
        client.begin(exchange);
        exchange.run(task -> onEventLoop(eventLoop, task));
    }

    private static void onEventLoop(Context eventLoop, Runnable task) {
        if (eventLoop.equals(Vertx.currentContext())) {
            task.run();
            return;
        }
        eventLoop.runOnContext(_ -> task.run());
    }
}
