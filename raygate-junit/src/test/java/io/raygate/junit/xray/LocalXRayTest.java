// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit.xray;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalXRayTest {

    private static final Instant NOON = Instant.ofEpochSecond(1_000);

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private LocalXRay xray;
    private volatile int status = 200;
    private volatile String answer = "{}";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.replace("${page}", "" + requests.size()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        xray = new LocalXRay(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), () -> "remedy");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void find_filter_isQuotedAndPagesAreRead() {
        answer = "{\"TraceSummaries\":[{\"Id\":\"id-${page}\"}],\"NextToken\":\"t\\\"${page}\"}";

        assertThat(xray.find("a = \"b\\c\"\n", NOON, NOON, 3)).containsExactly("id-1", "id-2", "id-3");

        assertThat(requests)
                .first()
                .isEqualTo("/TraceSummaries {\"StartTime\":1000,\"EndTime\":1001,"
                        + "\"FilterExpression\":\"a = \\\"b\\\\c\\\"\\n\"}");
        assertThat(requests).element(1).asString().endsWith(",\"NextToken\":\"t\\\"1\"}");
    }

    @Test
    void documents_ofATrace_orNone() {
        answer = "{\"Traces\":[{\"Id\":\"1-x\",\"Segments\":[{\"Document\":\"{}\"},{\"Document\":\"[]\"}]}]}";
        assertThat(xray.documents("1-x")).contains(List.of("{}", "[]"));

        answer = "{\"Traces\":[]}";
        assertThat(xray.documents("1-x")).isEmpty();
    }

    @Test
    void find_wrongFilter_showsThePlace() {
        status = 400;
        answer = "{\"message\":\"Error Location: line 2, position 9 : Invalid input symbol: '='\"}";

        assertThatExceptionOfType(FilterException.class)
                .isThrownBy(() -> xray.find("fault AND\nservice(=)", NOON, NOON, 1))
                .withMessage("""
                    the filter has an error at line 2, position 9: Invalid input symbol: '='
                      fault AND
                      service(=)
                              ^\
                    """);
    }

    @Test
    void call_refusedOrNoJson_saysSo() {
        status = 500;
        answer = "{\"Message\":\"broken\"}";
        assertThatThrownBy(() -> xray.documents("1-x")).hasMessageEndingWith("status=500, message=broken");

        status = 503;
        answer = "{\"message\":\"stopping\"}";
        assertThatThrownBy(() -> xray.documents("1-x")).hasMessageEndingWith("status=503, message=stopping: remedy");

        status = 500;
        answer = "<html>";
        assertThatThrownBy(() -> xray.documents("1-x"))
                .hasMessageEndingWith("has not answered as a local stack does: status=500, which is no JSON: remedy");
    }

    @Test
    void call_nobodyThere_namesTheRemedy() {
        server.stop(0);

        assertThatThrownBy(() -> xray.documents("1-x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not answer")
                .hasMessageEndingWith(": remedy");
    }
}
