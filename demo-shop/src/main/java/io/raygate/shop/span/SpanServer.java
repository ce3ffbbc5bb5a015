// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop.span;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.raygate.shop.trace.Endpoint.Reply;
import io.raygate.shop.trace.ServiceServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of a service that is traced with OpenTelemetry: each request is a server span, by the semantic
 * conventions for HTTP. The caller's trace goes on.
 */
public final class SpanServer implements AutoCloseable {

    private final TextMapPropagator propagator;
    private final Tracer tracer;
    private final Handler handler;
    private final ServiceServer server;

    private SpanServer(ServiceTelemetry telemetry, InetAddress address, Handler handler) throws IOException {
        this.propagator = telemetry.openTelemetry().getPropagators().getTextMapPropagator();
        this.tracer = telemetry.tracer();
        this.handler = handler;
        this.server = ServiceServer.start(address, this::answer);
    }

    /** Answers requests of one service. Thread-safe. */
    @FunctionalInterface
    public interface Handler {

        /** Answers a request while its span is the current one; whatever it throws becomes status 500. */
        Reply answer(Call call);
    }

    /**
     * A request.
     *
     * @param path without the query, for example {@code /stock/lamp}
     */
    public record Call(String method, String path) {

        /** What follows the last slash of the path. */
        public String lastName() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /** Starts serving. */
    public static SpanServer start(ServiceTelemetry telemetry, InetAddress address, Handler handler)
            throws IOException {
        return new SpanServer(telemetry, address, handler);
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
        Span span = begin(exchange);
        try (Scope _ = span.makeCurrent()) {
            Reply reply = handle(exchange, span);
            span.setAttribute("http.response.status_code", reply.status());
            if (reply.status() >= 500) {
                span.setStatus(StatusCode.ERROR);
            }
            return reply;
        } finally {
            span.end();
        }
    }

    private Span begin(HttpExchange exchange) {
        Context caller = propagator.extract(Context.root(), exchange.getRequestHeaders(), RequestHeaders.GETTER);
        URI own = server.uri();
        String client = exchange.getRemoteAddress().getAddress().getHostAddress();
        return tracer.spanBuilder(exchange.getRequestMethod())
                .setParent(caller)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", exchange.getRequestMethod())
                .setAttribute("url.scheme", own.getScheme())
                .setAttribute("url.path", exchange.getRequestURI().getPath())
                .setAttribute("server.address", own.getHost())
                .setAttribute("server.port", own.getPort())
                .setAttribute("client.address", client)
                .setAttribute("network.peer.address", client)
                .startSpan();
    }

    private Reply handle(HttpExchange exchange, Span span) {
        try {
            return handler.answer(new Call(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath()));
        } catch (RuntimeException e) {
            span.recordException(e);
            return new Reply(500, "{\"error\":\"internal\"}");
        }
    }

    private enum RequestHeaders implements TextMapGetter<Headers> {
        GETTER;

        @Override
        public Iterable<String> keys(Headers headers) {
            return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String key) {
            return headers == null ? null : headers.getFirst(key);
        }
    }
}
