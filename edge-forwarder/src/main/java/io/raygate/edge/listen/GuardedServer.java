// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * HTTP/1.1 in clear, with one event loop for all connections. Bounded by {@link ListenLimits}: connections, header, and the
 * time of a whole request; what is pipelined waits in the socket ({@link PipelineGate}). HTTP/2 is not spoken: no client of
 * ours needs it, and it is the larger surface.
 */
public final class GuardedServer implements AutoCloseable {

    private static final int VERSION_NOT_SUPPORTED = 505;

    /** Its name in the pipeline of a connection. */
    private static final String VERTX_HANDLER = "handler";

    private final Vertx vertx;
    private final ListenLimits limits;
    private final ListenBooks books;
    private final BiConsumer<HttpServerRequest, ClientConnection> handler;
    private final Map<HttpConnection, ClientConnection> connections = new ConcurrentHashMap<>();
    private final HttpServer server;

    private GuardedServer(
            Vertx vertx,
            ListenLimits limits,
            ListenBooks books,
            BiConsumer<HttpServerRequest, ClientConnection> handler) {
        this.vertx = vertx;
        this.limits = limits;
        this.books = books;
        this.handler = handler;
        this.server = vertx.createHttpServer(options(limits));
    }

    /**
     * Listens.
     *
     * @param handler told of each request, on the event loop; it tells the connection when one begins and ends
     * @throws IllegalArgumentException where the address cannot be bound
     */
    public static GuardedServer listen(
            Vertx vertx,
            ListenLimits limits,
            ListenBooks books,
            BiConsumer<HttpServerRequest, ClientConnection> handler) {
        var guarded = new GuardedServer(vertx, limits, books, handler);
        books.watchConnections(guarded.connections::size);
        HttpServer listening = guarded.server
                .connectionHandler(guarded::accept)
                .requestHandler(guarded::serve)
                .invalidRequestHandler(guarded::refuse)
                // Told for each connection that breaks, which the counts of requests say already.
                .exceptionHandler(_ -> {});
        try {
            listening.listen().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IllegalArgumentException(
                    limits.keys() + ".host=" + limits.host() + ", " + limits.keys() + ".port=" + limits.port()
                            + ": cannot listen there: " + e.getMessage()
                            + "; stop what listens there, or choose another port",
                    e);
        }
        return guarded;
    }

    /** Where the server listens, also where the system chose the port. */
    public int port() {
        return server.actualPort();
    }

    /** Closes all connections too. */
    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private static HttpServerOptions options(ListenLimits limits) {
        return new HttpServerOptions()
                .setHost(limits.host())
                .setPort(limits.port())
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setMaxHeaderSize((int) limits.maxHeader().asLongValue());
    }

    private void accept(HttpConnection connection) {
        if (connections.size() >= limits.maxConnections() && !makeRoom()) {
            books.connectionRefused();
            connection.close();
            return;
        }
        Channel channel = ((ConnectionBase) connection).channelHandlerContext().channel();
        var client = new ClientConnection(vertx, () -> closeNow(channel), books, limits);
        var gate = new PipelineGate(client::allAnswered);
        channel.pipeline().addBefore(VERTX_HANDLER, PipelineGate.class.getSimpleName(), gate);
        connections.put(connection, client);
        connection.exceptionHandler(_ -> {});
        connection.closeHandler(_ -> {
            connections.remove(connection);
            client.closed();
        });
    }

    private boolean makeRoom() {
        return switch (limits.whenFull()) {
            case REFUSE_NEW -> false;
            case CLOSE_OLDEST -> closeOldest();
        };
    }

    /**
     * A probe is among the youngest, whatever the others do: keep silent, send a body that never ends, read no answer, or
     * ask again and again.
     */
    private boolean closeOldest() {
        long now = System.nanoTime();
        Optional<Map.Entry<HttpConnection, ClientConnection>> oldest = connections.entrySet().stream()
                .max(Comparator.comparingLong(entry -> now - entry.getValue().openedNanos()));
        oldest.ifPresent(entry -> {
            books.connectionRefused();
            connections.remove(entry.getKey());
            entry.getValue().closeNow();
        });
        return oldest.isPresent();
    }

    /** Vert.x would wait until the client has read what was written. */
    private static void closeNow(Channel channel) {
        var _ = channel.pipeline().context(PipelineGate.class).close();
    }

    private void serve(HttpServerRequest request) {
        ClientConnection client = connections.get(request.connection());
        if (client == null) {
            request.connection().close();
            return;
        }
        // Reached where web sockets are switched off; elsewhere Vert.x has answered 501 itself.
        if (request.version() == null) {
            books.notHttp();
            request.response().setStatusCode(VERSION_NOT_SUPPORTED).end();
            request.connection().close();
            return;
        }
        handler.accept(request, client);
    }

    private void refuse(HttpServerRequest request) {
        books.notHttp();
        HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(request);
    }
}
