// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.manage;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.ManagementInterface;
import io.raygate.edge.listen.ClientConnection;
import io.raygate.edge.listen.GuardedServer;
import io.raygate.edge.listen.ListenLimits;
import io.raygate.edge.listen.OpenRequest;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Health and metrics, as Quarkus makes them, behind a {@link GuardedServer} instead of Quarkus' own: that one takes any
 * number of connections and of pipelined requests, of which 120,000 fill a heap of 64 MiB, speaks HTTP/2, and its only
 * deadline is moved by each byte. Whoever reaches the port must not be able to have the process restarted by keeping its
 * probes out: the oldest connection makes room for a new one.
 */
@Singleton
public class ManagementServer {

    private static final Logger LOG = Logger.getLogger(ManagementServer.class);

    private static final String KEYS = "raygate.management";

    /** After all else, so that the last scrape sees the books closed. */
    private static final int LAST = ObserverMethod.DEFAULT_PRIORITY + 1_000;

    private static final int FORBIDDEN = 403;
    private static final int BAD_REQUEST = 400;

    /** All that is served. The router logs an escape that is none with 68 lines, before any handler is asked. */
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~/-]*");

    /** Before any route of Quarkus. */
    private static final int FIRST = -100_000;

    private final Vertx vertx;
    private final ManagementConfig config;
    private final ManagementMetrics metrics;
    private @Nullable Router router;
    private @Nullable GuardedServer server;

    ManagementServer(Vertx vertx, ManagementConfig config, ManagementMetrics metrics) {
        this.vertx = vertx;
        this.config = config;
        this.metrics = metrics;
    }

    /** Told before the process starts to listen. */
    void take(@Observes ManagementInterface management) {
        take(management.router());
    }

    void start(@Observes @Priority(LAST) StartupEvent started) {
        try {
            start();
        } catch (IllegalArgumentException e) {
            // Bad configuration: Quarkus then says one line and exits with status 1.
            throw new ConfigurationException(e.getMessage());
        }
        LOG.infof("Management: address=%s:%d", config.host(), port());
    }

    void stop(@Observes @Priority(LAST) ShutdownEvent stopped) {
        stop();
    }

    /** Has that router answer. */
    void take(Router management) {
        router = management;
        management.route().order(FIRST).failureHandler(new FailedRequests(metrics));
        management.route("/q/metrics*").order(FIRST).handler(new Scrapes(vertx, config.scrapePause()));
    }

    /**
     * Listens.
     *
     * @throws IllegalArgumentException where the address cannot be bound
     */
    void start() {
        var limits = new ListenLimits(
                KEYS,
                config.host(),
                config.port(),
                config.maxHeader(),
                config.requestTimeout(),
                config.idleTimeout(),
                config.maxConnections(),
                ListenLimits.WhenFull.CLOSE_OLDEST);
        Router answering = Objects.requireNonNull(router, "There is nothing to answer with");
        var guard = new ManagementGuard(config.host());
        server = GuardedServer.listen(vertx, limits, metrics, (request, client) -> {
            client.begin(new Asked(client));
            if (PATH.matcher(request.path()).matches()) {
                guard.refusal(request)
                        .ifPresentOrElse(
                                why -> request.response()
                                        .setStatusCode(FORBIDDEN)
                                        .end(why),
                                () -> answering.handle(request));
                return;
            }
            metrics.notHttp();
            request.response().setStatusCode(BAD_REQUEST).end("Escapes in the path: there is none with any");
        });
    }

    void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** Where the server listens, also where the system chose the port. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("The management port is not open");
        }
        return server.port();
    }

    /** Requests are not counted here: what is asked changes nothing. */
    private record Asked(ClientConnection client) implements OpenRequest {

        @Override
        public void answered() {
            client.end(this);
        }

        @Override
        public void timedOut() {
            // the connection is closed
        }

        @Override
        public void clientGone() {
            // nobody reads the answer
        }
    }
}
