// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.proxy;

import io.netty.channel.Channel;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.raygate.edge.intake.Intake;
import io.raygate.edge.proxy.source.Outcome;
import io.raygate.edge.proxy.source.PendingBytes;
import io.raygate.edge.proxy.source.SamplingSource;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * TCP 2000: the two sampling operations, segments where the {@link Intake} is enabled, and nothing else. The daemon
 * forwards any path with the node's credentials; here any other request is a 404.
 *
 * <p>One event loop serves all connections: HTTP/1.1 in clear, as the SDKs speak it. Bounded by
 * {@link ProxyConfig}: connections, header, the time of a whole request, bodies one by one and together; bodies of
 * segments have bounds of their own. What is pipelined waits in the socket ({@link PipelineGate}).
 */
@Singleton
public class ProxyServer {

    private static final int VERSION_NOT_SUPPORTED = 505;

    /** Its name in the pipeline of a connection. */
    private static final String VERTX_HANDLER = "handler";

    private final Vertx vertx;
    private final ProxyConfig config;
    private final SamplingSources sources;
    private final Intake intake;
    private final ProxyMetrics metrics;
    private final Map<HttpConnection, ClientConnection> connections = new ConcurrentHashMap<>();
    private @Nullable HttpServer server;
    private @Nullable SamplingSource source;

    ProxyServer(Vertx vertx, ProxyConfig config, SamplingSources sources, Intake intake, ProxyMetrics metrics) {
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
            server.close().toCompletionStage().toCompletableFuture().join();
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
        return server.actualPort();
    }

    /**
     * Listens, and has that source answer.
     *
     * @throws IllegalArgumentException where the address cannot be bound, or a limit leaves no room
     */
    void start(SamplingSource opened) {
        if (config.maxPending().asLongValue() < config.maxBody().asLongValue()) {
            throw new IllegalArgumentException("raygate.proxy.max-pending="
                    + config.maxPending().asLongValue()
                    + ": is below raygate.proxy.max-body, " + config.maxBody().asLongValue()
                    + " bytes; make room for one body at least");
        }
        source = opened;
        metrics.watchConnections(connections::size);
        Routes routes = Routes.of(
                opened,
                config.maxBody().asLongValue(),
                new PendingBytes(config.maxPending().asLongValue()),
                intake);
        HttpServer listening = vertx.createHttpServer(options())
                .connectionHandler(this::accept)
                .requestHandler(request -> serve(request, routes))
                .invalidRequestHandler(this::refuse)
                // Told for each connection that breaks, which the counts of requests say already.
                .exceptionHandler(_ -> {});
        try {
            server =
                    listening.listen().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IllegalArgumentException(
                    "raygate.proxy.host=" + config.host() + ", raygate.proxy.port=" + config.port()
                            + ": cannot listen there: " + e.getMessage()
                            + "; stop what listens there, or choose another port",
                    e);
        }
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setMaxHeaderSize((int) config.maxHeader().asLongValue());
    }

    private void accept(HttpConnection connection) {
        if (connections.size() >= config.maxConnections()) {
            metrics.refuseConnection();
            connection.close();
            return;
        }
        Channel channel = ((ConnectionBase) connection).channelHandlerContext().channel();
        channel.pipeline().addBefore(VERTX_HANDLER, PipelineGate.class.getSimpleName(), new PipelineGate());
        var client = new ClientConnection(vertx, () -> closeNow(channel), metrics, config.requestTimeout());
        connections.put(connection, client);
        connection.exceptionHandler(_ -> {});
        connection.closeHandler(_ -> {
            connections.remove(connection);
            client.closed();
        });
    }

    /** Vert.x would wait until the client has read what was written. */
    private static void closeNow(Channel channel) {
        var _ = channel.pipeline().context(PipelineGate.class).close();
    }

    private void serve(HttpServerRequest request, Routes routes) {
        ClientConnection client = connections.get(request.connection());
        if (client == null) {
            request.connection().close();
            return;
        }
        // Reached where web sockets are switched off; elsewhere Vert.x has answered 501 itself.
        if (request.version() == null) {
            metrics.count(null, Outcome.BAD_REQUEST);
            request.response().setStatusCode(VERSION_NOT_SUPPORTED).end();
            request.connection().close();
            return;
        }
        Context eventLoop = vertx.getOrCreateContext();
        var exchange =
                new Exchange(request, routes.of(request), metrics, over -> client.end(over, config.idleTimeout()));
        client.begin(exchange, config.requestTimeout());
        exchange.run(task -> onEventLoop(eventLoop, task));
    }

    private static void onEventLoop(Context eventLoop, Runnable task) {
        if (eventLoop.equals(Vertx.currentContext())) {
            task.run();
            return;
        }
        eventLoop.runOnContext(_ -> task.run());
    }

    private void refuse(HttpServerRequest request) {
        metrics.count(null, Outcome.BAD_REQUEST);
        HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(request);
    }
}
