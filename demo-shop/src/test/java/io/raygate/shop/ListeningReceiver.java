// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.raygate.otlp.SpanTranslator;
import io.raygate.otlp.Translation;
import io.raygate.otlp.TranslationRules;
import io.raygate.shop.ListeningDaemon.Received;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** An OTLP endpoint that the OpenTelemetry SDK is pointed to while this is open. Documents are what the gateway makes of spans. */
final class ListeningReceiver implements AutoCloseable {

    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";

    private final ObjectMapper json = new ObjectMapper();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final Duration patience;
    private final HttpServer server;

    ListeningReceiver(Duration patience) throws IOException {
        this.patience = patience;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
        System.setProperty(ENDPOINT, "http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next document; fails when none comes in time. */
    Received next() throws InterruptedException {
        Received next = received.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(next).as("a document within %s", patience).isNotNull();
        return next;
    }

    @Override
    public void close() {
        System.clearProperty(ENDPOINT);
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            var translation = new SpanTranslator(TranslationRules.DEFAULT).translate(request, 0, request.length, "");
            for (byte[] document : ((Translation.Translated) translation).documents()) {
                received.add(new Received(exchange.getRemoteAddress().getAddress(), "OTLP", json.readTree(document)));
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }
}
