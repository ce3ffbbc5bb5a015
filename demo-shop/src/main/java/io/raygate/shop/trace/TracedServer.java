// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop.trace;

import com.amazonaws.xray.entities.Segment;
import com.amazonaws.xray.entities.TraceHeader;
import com.sun.net.httpserver.HttpExchange;
import io.raygate.shop.trace.Endpoint.Call;
import io.raygate.shop.trace.Endpoint.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The HTTP server of a service that is traced with the X-Ray SDK: each request is a segment. */
public final class TracedServer implements AutoCloseable {

    private final ServiceTracing tracing;
    private final Endpoint endpoint;
    private final ServiceServer server;

    private TracedServer(ServiceTracing tracing, InetAddress address, Endpoint endpoint) throws IOException {
        this.tracing = tracing;
        this.endpoint = endpoint;
        this.server = ServiceServer.start(address, this::answer);
    }

    /** Starts serving. */
    public static TracedServer start(ServiceTracing tracing, InetAddress address, Endpoint endpoint)
            throws IOException {
        return new TracedServer(tracing, address, endpoint);
    }

    /** Where the service is. */
    public URI uri() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply answer(HttpExchange exchange) {
        Segment segment = begin(exchange);
        try {
            Reply reply = answer(exchange, segment);
            ServiceTracing.flag(segment, reply.status());
            int bytes = reply.body().getBytes(UTF_8).length;
            segment.putHttp("response", Map.of("status", reply.status(), "content_length", bytes));
            return reply;
        } finally {
            tracing.recorder().endSegment();
        }
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
