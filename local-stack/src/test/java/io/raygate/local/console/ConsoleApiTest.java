// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import io.quarkus.test.junit.QuarkusTest;
import io.raygate.local.xray.index.Documents;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.raygate.local.xray.index.Documents.parent;
import static io.raygate.local.xray.index.Documents.segment;
import static io.raygate.local.xray.index.Documents.subsegment;
import static io.raygate.local.xray.index.Documents.subsegments;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

/** The page's API from outside: segments go in at the AWS port. */
@QuarkusTest
class ConsoleApiTest {

    private static final String TRACE = Documents.traceId(0xC0);

    @BeforeEach
    void putShop() {
        String stack = "\"namespace\":\"remote\",";
        put(
                segment(
                        TRACE,
                        1,
                        "console-shop",
                        0,
                        4,
                        "\"user\":\"Alice\",\"http\":{\"request\":{\"method\":\"GET\",\"url\":\"http://shop/cart\"},"
                                + "\"response\":{\"status\":200}},\"annotations\":{\"tier\":\"gold\"},"
                                + "\"metadata\":{\"kubernetes\":{\"pod\":\"shop-1\"},\"x\":{\"card\":\"hmac:"
                                + "0123456789abcdef".repeat(2) + "\"}},"
                                + subsegments(subsegment(2, "stock:80", stack), subsegment(3, "pay.example", stack))),
                segment(TRACE, 4, "console-stock", 0.3, 0.7, parent(2) + "\"fault\":true,"));
    }

    @Test
    void map_filter_isTheGraphOfItsTraces() {
        get("/api/map?filter=service(%22console-shop%22)")
                .statusCode(200)
                .body("Services.Name", hasItems("console-shop", "console-stock", "pay.example"))
                .body(
                        "Services.find { it.Name == 'console-stock' }.SummaryStatistics.FaultStatistics.TotalCount",
                        equalTo(1))
                .body("Services.Edges.flatten().Aliases.flatten().Name", hasItem("stock:80"));
        get("/api/map?filter=service(%22console-nobody%22)").body("Services", hasSize(0));
        get("/api/map?filter=edge(%22console-shop%22,%22console-stock%22)%20%7B%20fault%20%7D")
                .body("Services", hasSize(0));
    }

    @Test
    void map_filterWithAnError_pointsAtIt() {
        get("/api/map?filter=ok%20)")
                .statusCode(400)
                .body("message", containsString("Invalid input symbol: ')'"))
                .body("position", equalTo(4))
                .body("symbol", equalTo(")"));
        get("/api/map?from=yesterday").statusCode(400).body("message", containsString("ISO 8601"));
    }

    @Test
    void pipeline_stages_comeInTheOrderOfTheData() {
        get("/api/pipeline")
                .statusCode(200)
                .body("stages.name", contains("forwarder", "stream", "gateway", "xray"))
                .body("stages[0].state", equalTo("unknown"))
                .body("stages[3].counts.put", greaterThan(1))
                .body("stages[3].balance", equalTo(0))
                .body("queues.raygate-quarantine.waiting", equalTo(0));
    }

    @Test
    void snapshot_savedAndRestored_bringsTheSameDocuments() {
        byte[] file = given().urlEncodingEnabled(false)
                .get("/api/snapshot?filter=service(%22console-shop%22)")
                .then()
                .statusCode(200)
                .contentType("application/gzip")
                .extract()
                .asByteArray();
        given().contentType("application/gzip")
                .body(file)
                .post("/api/snapshot")
                .then()
                .statusCode(200)
                .body("documents", equalTo(2))
                .body("refused", equalTo(0));
        given().contentType(ContentType.JSON)
                .body(Map.of("TraceIds", List.of(TRACE)))
                .post("/api/xray/Traces")
                .then()
                .body("Traces[0].Segments", hasSize(2));
    }

    @Test
    void snapshot_somethingElse_isRefusedWithTheReason() {
        given().contentType("application/gzip")
                .body(new byte[] {1, 2, 3})
                .post("/api/snapshot")
                .then()
                .statusCode(400)
                .body("message", containsString("no snapshot"));
        given().contentType("text/plain").body("x").post("/api/snapshot").then().statusCode(403);
    }

    @Test
    void events_newTrace_isTold() throws IOException {
        URI events = URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/api/events");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(events.toURL().openStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("event: traces");
            put(segment(Documents.traceId(0xF1), 1, "console-event", 0, 1, ""));
            String told = lines.lines()
                    .filter(line -> line.contains("console-event"))
                    .findFirst()
                    .orElseThrow();
            assertThat(told).startsWith("data: {\"changes\":").contains(Documents.traceId(0xF1));
        }
    }

    private static ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(false).get(path).then();
    }

    private static void put(String... documents) {
        String aws = given().get("/api/status").path("aws.endpoint");
        given().baseUri(aws)
                .port(URI.create(aws).getPort())
                .contentType(ContentType.JSON)
                .body(Map.of("TraceSegmentDocuments", List.of(documents)))
                .post("/TraceSegments")
                .then()
                .statusCode(200)
                .body("UnprocessedTraceSegments", hasSize(0));
    }
}
