// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Reserves what is asked for at {@code GET /reserve/NUMBER}; number 13 is out of stock. Traced with the OpenTelemetry SDK, which
 * sends spans to {@code OTEL_EXPORTER_OTLP_ENDPOINT}.
 */
public final class Stock {

    private static final TextMapGetter<HttpExchange> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpExchange exchange) {
            return exchange.getRequestHeaders().keySet();
        }

        @Override
        public String get(HttpExchange exchange, String name) {
            return exchange.getRequestHeaders().getFirst(name);
        }
    };

    private final OpenTelemetry telemetry;
    private final Tracer tracer;

    private Stock(OpenTelemetry telemetry) {
        this.telemetry = telemetry;
        this.tracer = telemetry.getTracer("shop");
    }

    /** Prints its address. */
    public static void main(String[] arguments) throws IOException {
        Stock stock = new Stock(AutoConfiguredOpenTelemetrySdk.initialize().getOpenTelemetrySdk());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/reserve/", stock::reserve);
        server.start();
        System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void reserve(HttpExchange exchange) throws IOException {
        Context caller =
                telemetry.getPropagators().getTextMapPropagator().extract(Context.current(), exchange, HEADERS);
        boolean isThere = !exchange.getRequestURI().getPath().endsWith("/13");
        int status = isThere ? 200 : 503;
        Span span = tracer.spanBuilder("reserve")
                .setParent(caller)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", exchange.getRequestMethod())
                .setAttribute("url.path", exchange.getRequestURI().getPath())
                .startSpan();
        try {
            span.setAttribute("http.response.status_code", status);
            if (!isThere) {
                span.recordException(new IllegalStateException("out of stock"));
                span.setStatus(StatusCode.ERROR);
            }
        } finally {
            span.end();
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
