// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop.trace;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.raygate.shop.trace.Endpoint.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The HTTP server of one service, on a free port of its own address: each request on a virtual thread. Refuses what web
 * pages send.
 */
public final class ServiceServer implements AutoCloseable {

    private static final int CLOSE_DELAY_SECONDS = 0;
    private static final int FORBIDDEN = 403;
    private static final int NO_BODY = -1;

    private final Function<HttpExchange, Reply> endpoint;
    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    private ServiceServer(InetAddress address, Function<HttpExchange, Reply> endpoint) throws IOException {
        this.endpoint = endpoint;
        this.server = HttpServer.create(new InetSocketAddress(address, 0), 0);
    }

    /** Starts serving. */
    public static ServiceServer start(InetAddress address, Function<HttpExchange, Reply> endpoint) throws IOException {
        var service = new ServiceServer(address, endpoint);
        service.server.setExecutor(service.requests);
        service.server.createContext("/", service::serve);
        service.server.start();
        return service;
    }

    /** Where the service is, for example {@code http://127.0.0.3:41234}. */
    public URI uri() {
        InetSocketAddress bound = server.getAddress();
        return URI.create("http://" + bound.getAddress().getHostAddress() + ":" + bound.getPort());
    }

    @Override
    public void close() {
        server.stop(CLOSE_DELAY_SECONDS);
        requests.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (isFromAPage(exchange)) {
                exchange.sendResponseHeaders(FORBIDDEN, NO_BODY);
                return;
            }
            Reply reply = endpoint.apply(exchange);
            byte[] body = reply.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** The other services name this one by its address, and never an origin; any web page may try its ports. */
    private boolean isFromAPage(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        return !List.of(uri().getAuthority()).equals(headers.get("Host"))
                || headers.containsKey("Origin")
                || headers.containsKey("Sec-Fetch-Site");
    }
}
