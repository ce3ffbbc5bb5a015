// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop.trace;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.shop.ListeningDaemon;
import io.raygate.shop.trace.Endpoint.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

class TracedServerTest {

    private static final String SAMPLED = "Root=1-69204b00-000102030405060708090a0b;Sampled=1";
    private static final String NOT_SAMPLED = "Root=1-69204b00-000102030405060708090a0c;Sampled=0";

    private final InetAddress loopback = InetAddress.getLoopbackAddress();

    private ListeningDaemon daemon;
    private ServiceTracing tracing;

    @BeforeEach
    void open() throws IOException {
        daemon = new ListeningDaemon(Duration.ofSeconds(10));
        tracing = ServiceTracing.open("till", loopback);
    }

    @AfterEach
    void close() {
        tracing.close();
        daemon.close();
    }

    @ParameterizedTest
    @CsvSource({
        "200, false, false, false",
        "404, true, false, false",
        "429, true, true, false",
        "503, false, false, true"
    })
    void serve_status_becomesFlags(int status, boolean error, boolean throttle, boolean fault) throws Exception {
        JsonNode segment = traced(call -> new Reply(status, "{}"), status);

        assertThat(segment.at("/http/response/status").asInt()).isEqualTo(status);
        assertThat(segment.at("/error").asBoolean()).isEqualTo(error);
        assertThat(segment.at("/throttle").asBoolean()).isEqualTo(throttle);
        assertThat(segment.at("/fault").asBoolean()).isEqualTo(fault);
    }

    @Test
    void serve_request_isDescribed() throws Exception {
        JsonNode segment = traced(call -> new Reply(200, "{\"a\":1}"), 200);

        assertThat(segment.at("/http/request/method").asText()).isEqualTo("GET");
        assertThat(segment.at("/http/request/url").asText()).matches("http://127\\.0\\.0\\.1:\\d+/some/thing");
        assertThat(segment.at("/http/request/client_ip").asText()).isEqualTo("127.0.0.1");
        assertThat(segment.at("/http/response/content_length").asInt()).isEqualTo(7);
    }

    @Test
    void serve_exception_isAFaultWithItsCause() throws Exception {
        JsonNode segment = traced(
                call -> {
                    throw new IllegalStateException("drawer is stuck");
                },
                500);

        assertThat(segment.at("/fault").asBoolean()).isTrue();
        assertThat(segment.at("/cause/exceptions/0/message").asText()).isEqualTo("drawer is stuck");
    }

    @Test
    void serve_callerDoesNotSample_nothingSent() throws Exception {
        try (TracedServer server = TracedServer.start(tracing, loopback, call -> new Reply(200, "{}"))) {
            get(server, NOT_SAMPLED);
            get(server, SAMPLED);
        }
        assertThat(daemon.next().document().at("/trace_id").asText()).endsWith("0b");
    }

    @Test
    void call_nobodyThere_faultInTheRemoteSubsegment() throws Exception {
        URI away = closedServer();
        try (TracedClient client = new TracedClient(tracing, loopback)) {
            JsonNode segment = traced(call -> client.call("away", "GET", away), 500);

            assertThat(segment.at("/subsegments/0/namespace").asText()).isEqualTo("remote");
            assertThat(segment.at("/subsegments/0/fault").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"evil.example, X-None: 1", "own, Origin: https://evil.example", "own, Sec-Fetch-Site: cross-site"})
    void serve_requestOfAWebPage_isRefusedAndNotTraced(String host, String header) throws Exception {
        try (TracedServer server = TracedServer.start(tracing, loopback, call -> new Reply(200, "{}"))) {
            String named = host.equals("own") ? server.uri().getAuthority() : host;
            try (Socket socket = new Socket(loopback, server.uri().getPort())) {
                String request = "POST /forged HTTP/1.1\r\nHost: " + named + "\r\n" + header
                        + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                        .startsWith("HTTP/1.1 403 ");
            }
            get(server, SAMPLED);
        }
        assertThat(daemon.next().document().at("/http/request/url").asText()).endsWith("/some/thing");
    }

    private URI closedServer() throws IOException {
        try (TracedServer server = TracedServer.start(tracing, loopback, call -> new Reply(200, "{}"))) {
            return server.uri();
        }
    }

    private JsonNode traced(Endpoint endpoint, int expectedStatus) throws IOException, InterruptedException {
        try (TracedServer server = TracedServer.start(tracing, loopback, endpoint)) {
            assertThat(get(server, SAMPLED)).isEqualTo(expectedStatus);
        }
        return daemon.next().document();
    }

    private static int get(TracedServer server, String traceHeader) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/some/thing"))
                    .header("X-Amzn-Trace-Id", traceHeader)
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
