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

import static io.raygate.local.xray.index.Documents.EPOCH;
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
import static org.hamcrest.Matchers.nullValue;

/** The page's API from outside: segments go in at the AWS port. */
@QuarkusTest
class ConsoleApiTest {

    private static final String RANGE = "from=" + (EPOCH - 60) + "&to=" + (EPOCH + 3_600);
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
    void traces_filter_findsThemWithWhatTheyCanBeRefinedBy() {
        get("/api/traces?" + RANGE + "&filter=service(%22console-shop%22)")
                .statusCode(200)
                .body("traces", hasSize(1))
                .body("traces[0].id", equalTo(TRACE))
                .body("traces[0].outcome", equalTo("ok"))
                .body("traces[0].entry.name", equalTo("console-shop"))
                .body("traces[0].http.status", equalTo(200))
                .body("traces[0].user", equalTo("Alice"))
                .body("matching", equalTo(1))
                .body("cursor", nullValue())
                .body("refiners.service.value", hasItems("console-shop", "console-stock", "pay.example"))
                .body("refiners.user[0].filter", equalTo("user = \"Alice\""))
                .body("refiners.annotation[0].filter", equalTo("annotation[tier] = \"gold\""))
                .body("responseTimes.count", contains(1));
    }

    @Test
    void traces_rootCauses_areRefinersWithAFilter() {
        String call = "{\"id\":\"000000000000cafe\",\"name\":\"slow.example\",\"namespace\":\"remote\",\"start_time\":"
                + EPOCH + ",\"end_time\":" + (EPOCH + 3) + "}";
        put(segment(Documents.traceId(0xCA), 1, "console-slow", 0, 4, subsegments(call)));
        String filter = get("/api/traces?" + RANGE + "&filter=service(%22console-slow%22)")
                .body(
                        "refiners.responseTimeCause.value",
                        contains("console-slow (console-slow, slow.example) > slow.example (slow.example)"))
                .extract()
                .path("refiners.responseTimeCause[0].filter");
        given().queryParam("filter", filter)
                .get("/api/traces?" + RANGE)
                .then()
                .body("traces.id", contains(Documents.traceId(0xCA)));
    }

    /** Every filter that the page is handed must be one. */
    @Test
    void traces_filtersOfRefiners_findTheTraceAgain() {
        List<String> filters = get("/api/traces?" + RANGE + "&filter=service(%22console-shop%22)")
                .extract()
                .path("refiners.collect { it.value }.flatten().collect { it.filter }");
        assertThat(filters)
                .hasSizeGreaterThan(5)
                .allSatisfy(filter -> given().queryParam("filter", filter)
                        .get("/api/traces?" + RANGE)
                        .then()
                        .body("traces.id", hasItem(TRACE)));
    }

    @Test
    void traces_filterWithAnError_pointsAtIt() {
        get("/api/traces?filter=ok%20)")
                .statusCode(400)
                .body("message", containsString("Invalid input symbol: ')'"))
                .body("position", equalTo(4))
                .body("symbol", equalTo(")"));
        get("/api/traces?from=yesterday").statusCode(400).body("message", containsString("ISO 8601"));
        get("/api/traces?limit=100000").statusCode(400).body("message", containsString("write 1 to 1000"));
        get("/api/traces?limit=0").statusCode(400).body("message", containsString("write 1 to 1000"));
    }

    @Test
    void traces_pages_followEachOther() {
        for (int i = 1; i <= 3; i++) {
            put(segment(Documents.traceId(0xD0 + i), 1, "console-page", i, i + 1, ""));
        }
        String query = "/api/traces?" + RANGE + "&filter=service(%22console-page%22)&limit=2";
        String cursor =
                get(query).body("traces.id", contains(id(3), id(2))).extract().path("cursor");
        get(query + "&cursor=" + cursor).body("traces.id", contains(id(1))).body("cursor", nullValue());
    }

    @Test
    void trace_timeline_showsEachEntityBelowItsCaller() {
        get("/api/traces/" + TRACE)
                .statusCode(200)
                .body("rows.name", contains("console-shop", "stock:80", "console-stock", "pay.example", "pay.example"))
                .body("rows.depth", contains(0, 1, 2, 1, 2))
                .body("rows.kind", contains("segment", "subsegment", "segment", "subsegment", "inferred"))
                .body("rows[2].outcome", equalTo("fault"))
                .body("rows[2].offset", equalTo(0.3f))
                .body("parts", hasSize(2))
                .body("parts[0].document.id", equalTo(Documents.id(1)))
                .body("map.nodes.name", hasItems("console-shop", "console-stock"));
    }

    @Test
    void trace_whatRaygateDid_isMarked() {
        get("/api/traces/" + TRACE)
                .body("parts[0].marks.kind", contains("added", "redacted"))
                .body("parts[0].marks.pointer", contains("/metadata/kubernetes", "/metadata/x/card"));
    }

    @Test
    void trace_unknownOrMalformedId_isNamed() {
        get("/api/traces/" + Documents.traceId(0xEE)).statusCode(404).body("message", containsString("No trace"));
        get("/api/traces/1-2-3").statusCode(400).body("message", containsString("1-2-3"));
    }

    @Test
    void map_services_haveCountsAndTheFilterThatSelectsThem() {
        get("/api/map?" + RANGE + "&filter=service(%22console-shop%22)")
                .statusCode(200)
                .body("traces", equalTo(1))
                .body("nodes.find { it.name == 'console-stock' }.counts.fault", equalTo(1))
                .body("nodes.find { it.name == 'pay.example' }.state", equalTo("passive"))
                .body("nodes.find { it.name == 'console-shop' && it.root }.latency.p50", equalTo(4.0f))
                .body("edges.aliases.flatten()", contains("stock:80"))
                .body("edges.filter", hasItem("edge(\"console-shop\", \"console-stock\")"));
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
    void complete_insideAString_offersWhatIsStored() {
        complete("service(\"console-")
                .body("from", equalTo(9))
                .body("options.text", hasItems("console-shop", "console-stock"))
                .body("error.position", equalTo(9));
        complete("user = \"A").body("options.text", hasItem("Alice"));
        complete("annotation.tier = \"").body("options.text", hasItem("gold"));
        complete("ok AND resp").body("options.text", contains("responsetime")).body("from", equalTo(7));
        complete("annot").body("options.text", hasItems("annotation.", "annotation.tier"));
        complete("ok").body("error", nullValue());
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
        get("/api/traces/" + TRACE).body("parts", hasSize(2)).body("revision", equalTo(1));
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

    private static String id(int number) {
        return Documents.traceId(0xD0 + number);
    }

    private static ValidatableResponse complete(String text) {
        return given().queryParam("text", text)
                .get("/api/filter/complete")
                .then()
                .statusCode(200);
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
