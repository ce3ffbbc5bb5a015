// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop.trace;

import com.amazonaws.xray.entities.Segment;
import com.amazonaws.xray.entities.TraceHeader;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.raygate.shop.trace.Endpoint.Call;
import io.raygate.shop.trace.Endpoint.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The HTTP server of one service, on a free port of its own address: each request is a segment on a virtual thread. */
public final class TracedServer implements AutoCloseable {

    private static final int CLOSE_DELAY_SECONDS = 0;
    private static final int FORBIDDEN = 403;
    private static final int NO_BODY = -1;

    private final ServiceTracing tracing;
    private final Endpoint endpoint;
    private final HttpServer server;
    private final ExecutorService requests;

    private TracedServer(ServiceTracing tracing, Endpoint endpoint, HttpServer server) {
        this.tracing = tracing;
        this.endpoint = endpoint;
        this.server = server;
        this.requests = Executors.newVirtualThreadPerTaskExecutor();
    }

    /** Starts serving. */
    public static TracedServer start(ServiceTracing tracing, InetAddress address, Endpoint endpoint)
            throws IOException {
        var traced = new TracedServer(tracing, endpoint, HttpServer.create(new InetSocketAddress(address, 0), 0));
        traced.server.setExecutor(traced.requests);
        traced.server.createContext("/", traced::serve);
        traced.server.start();
        return traced;
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
            byte[] body;
            int status;
            Segment segment = begin(exchange);
            try {
                Reply reply = answer(exchange, segment);
                status = reply.status();
                body = reply.body().getBytes(UTF_8);
                ServiceTracing.flag(segment, status);
                segment.putHttp("response", Map.of("status", status, "content_length", body.length));
            } finally {
                tracing.recorder().endSegment();
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
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

    private Segment begin(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        TraceHeader caller = TraceHeader.fromString(exchange.getRequestHeaders().getFirst(TraceHeader.HEADER_KEY));
        Segment segment = tracing.begin(caller, uri().getAuthority(), path, exchange.getRequestMethod());
        Map<String, Object> request = new HashMap<>();
        request.put("method", exchange.getRequestMethod());
        request.put("url", uri() + path);
        request.put("client_ip", exchange.getRemoteAddress().getAddress().getHostAddress());
        request.put(
                "user_agent",
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("User-Agent"), "unknown"));
        segment.putHttp("request", request);
        segment.putService("version", "1.4.2");
        return segment;
    }

    private Reply answer(HttpExchange exchange, Segment segment) {
        var call =
                new Call(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), segment);
        try {
            return endpoint.answer(call);
        } catch (RuntimeException e) {
            segment.addException(e);
            return new Reply(500, "{\"error\":\"internal\"}");
        }
    }
}
