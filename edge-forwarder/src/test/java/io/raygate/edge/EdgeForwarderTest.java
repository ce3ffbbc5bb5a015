// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.raygate.edge.manage.ManagementServer;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.receive.Receivers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.raygate.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** The forwarder as a whole, its stream out of reach. */
@QuarkusTest
class EdgeForwarderTest {

    @Inject
    Receivers receivers;

    @Inject
    Ledger ledger;

    @Inject
    ManagementServer management;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @TestHTTPResource(value = "/health/live", management = true)
    URI liveness;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @Test
    void datagrams_onEverySocket_areInTheBooks() throws Exception {
        Ledger.Balance before = ledger.balance();

        for (InetSocketAddress address : receivers.localAddresses()) {
            send(address, "{\"format\":\"json\",\"version\":1}\n{\"id\":\"1\"}");
            send(address, "no header");
        }
        int sockets = receivers.localAddresses().size();
        await(() -> ledger.balance().received() >= before.received() + 2L * sockets, ledger::balance);

        Ledger.Balance after = ledger.balance();
        assertThat(after.received() - before.received()).isEqualTo(2L * sockets);
        assertThat(after.buffered() - before.buffered()).isEqualTo(sockets);
        assertThat(after.rejectedTotal() - before.rejectedTotal()).isEqualTo(sockets);
        String scrape = given().get(metrics).asString();
        assertThat(scrape)
                .contains("raygate_documents_received_total")
                .contains("raygate_documents_rejected_total{reason=\"MISSING_HEADER_OR_DOCUMENT\"}")
                .contains("raygate_documents_dropped_total{reason=\"SPOOL_FULL\"} 0.0")
                .contains("raygate_documents_buffered");
    }

    @Test
    void liveness_allThreadsAtWork_isUp() {
        given().get(liveness).then().statusCode(200).body("checks.name", hasItem("threads"));
    }

    @Test
    void readiness_streamOutOfReach_isUpAndSaysSo() {
        given().get(readiness)
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.find { it.name == 'forwarder' }.data.streamReachable", equalTo(false));
    }

    /** What kubelets and Prometheus get: the same pages as from Quarkus' own server, which the tests above ask. */
    @ParameterizedTest
    @CsvSource({
        "/q/health, application/json, threads",
        "/q/health/live, application/json, threads",
        "/q/health/ready?verbose, application/json, streamReachable",
        "/q/health/started, application/json, status",
        "/q/metrics, text/plain; version=0.0.4, raygate_documents_buffered",
    })
    void page_ofTheManagementPort_isServed(String path, String type, String text) throws Exception {
        String answer =
                ask("GET " + path + " HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n", management.port());
        assertThat(answer).startsWith("HTTP/1.1 400 ");

        answer = ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", management.port());
        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").contains("content-type: " + type, text);

        answer = ask("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", management.port());
        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n");

        answer = ask("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", management.port());
        assertThat(answer).startsWith("HTTP/1.1 405 ");
    }

    @Test
    void metrics_forOpenMetrics_areInThatFormat() throws Exception {
        String answer = ask(
                "GET /q/metrics HTTP/1.1\r\nHost: [::1]\r\nAccept: application/openmetrics-text\r\nConnection: close\r\n\r\n",
                management.port());

        assertThat(answer)
                .contains("content-type: application/openmetrics-text")
                .endsWith("# EOF\n");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8090, 200",
        "localhost, 200",
        "[::1]:8090, 200",
        "10.1.2.3:8090, 200",
        "evil.example:8090, 403",
        "localhost.evil.example, 403"
    })
    void metrics_onLoopback_areForNamesThatNoPageCanBind(String host, int status) throws Exception {
        String answer = ask(
                "GET " + metrics.getPath() + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n",
                management.port());

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer.contains("raygate_documents")).isEqualTo(status == 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:8080"})
    void metrics_askedByAWebPage_areRefusedAndNothingIsAllowed(String origin) throws Exception {
        for (String method : List.of("GET", "OPTIONS", "HEAD", "POST")) {
            String answer = ask(
                    method + " " + metrics.getPath() + " HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin
                            + "\r\nAccess-Control-Request-Method: GET\r\nConnection: close\r\n\r\n",
                    management.port());

            assertThat(answer).startsWith("HTTP/1.1 403 ").doesNotContain("raygate_documents");
            assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("access-control-");
        }
    }

    private static String ask(String request, int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void send(InetSocketAddress address, String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, address));
        }
    }
}
