// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.page;

import io.quarkus.test.junit.QuarkusTest;
import io.raygate.block.BlockWriter;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.otlp.read.JsonRequest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

@QuarkusTest
class PageRoutesTest {

    private static final Path RESOURCES = Path.of("src/main/resources/META-INF/resources");

    @ParameterizedTest
    @ValueSource(strings = {"/", "/traces", "/traces/1-5759e988-bd862e3fe1be46a994272793", "/analytics", "/pipeline"})
    void view_openedByItsUrl_isThePageUnderAStrictPolicy(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .contentType(ContentType.HTML)
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Content-Security-Policy", not(containsString("unsafe-inline")))
                .body(containsString("/page/app.js"));
    }

    @Test
    void path_thatIsNoView_is404() {
        given().get("/nothing").then().statusCode(404);
    }

    /** A page that works without a network asks no other host, and a name in text is none that is asked. */
    @Test
    void resources_ofThePage_nameNoOtherHost() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file).replace("http://www.w3.org/2000/svg", "");
                assertThat(text).as(file.toString()).doesNotContain("http://", "https://", "innerHTML");
            }
        }
    }

    @Test
    void xray_readingOperation_answersAsTheApi() {
        given().contentType(ContentType.JSON)
                .body("{\"StartTime\":1,\"EndTime\":2}")
                .post("/api/xray/ServiceGraph")
                .then()
                .statusCode(200)
                .body("Services", hasSize(0));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/xray/TraceSummaries")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TraceSegments", "CreateGroup", "..%2FTraceSegments"})
    void xray_operationThatWrites_isNotThere(String operation) {
        given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/xray/" + operation)
                .then()
                .statusCode(404);
    }

    @Test
    void xray_textFromAForeignPage_isRefused() {
        given().contentType(ContentType.TEXT)
                .body("{}")
                .post("/api/xray/ServiceGraph")
                .then()
                .statusCode(403);
    }

    /** Of three documents in two blocks; a record that is no block is passed over. */
    @Test
    void sent_documentsInTheStream_areThoseOfTheTraceAsTheyWereSent() {
        String trace = "1-6553f100-00000000000000000000abcd";
        String first = "{\"name\":\"a\",\"trace_id\":\"" + trace + "\",\"user\":\"redacted later\"}";
        String second = "{\"name\":\"b\",\"trace_id\":\"" + trace + "\"}";
        put(block(first, "{\"name\":\"other\"}"));
        put("no block".getBytes(StandardCharsets.UTF_8));
        put(block(second));

        given().get("/api/sent/" + trace)
                .then()
                .statusCode(200)
                .body("documents.document", containsInAnyOrder(first, second));
    }

    @Test
    void sent_documentThatValidationRepairs_comesWithTheRepairs() {
        String trace = "1-6553f100-00000000000000000000abce";
        put(block("{\"name\":\"a\",\"id\":\"00000000000000a1\",\"trace_id\":\"" + trace
                + "\",\"start_time\":1.0,\"end_time\":2.0,\"annotations\":{\"a-b\":\"c\"}}"));

        given().get("/api/sent/" + trace)
                .then()
                .body("documents", hasSize(1))
                .body("documents[0].repairs.repair", contains("RENAMED_ANNOTATION"))
                .body("documents[0].repairs.pointer", contains("/annotations/a-b"))
                .body("documents[0].repaired[0]", containsString("\"a_b\":\"c\""));
    }

    /** In protobuf and in JSON; of two traces in one request. A call alone becomes a segment and a subsegment. */
    @Test
    void sent_spans_areTheDocumentsThatTheyAreTranslatedTo() {
        String request = """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"spans"}}]},
                 "scopeSpans":[{"spans":[%s,%s,%s]}]}]}""".formatted(
                        span("6553f10000000000000000000000ABCF", "00000000000000b1", 2, "GET /cart"),
                        span("6553f10000000000000000000000ABCF", "00000000000000b2", 3, "GET rates"),
                        span("6553f10000000000000000000000ffff", "00000000000000b3", 2, "GET /other"));
        byte[] json = request.getBytes(StandardCharsets.UTF_8);
        put(block(DocumentKind.OTLP_TRACES, json));
        put(block(DocumentKind.OTLP_TRACES, JsonRequest.toProtobuf(json, 0, json.length)));
        put(block(
                DocumentKind.OTLP_TRACES,
                "not spans 6553f10000000000000000000000abcf".getBytes(StandardCharsets.UTF_8)));

        ValidatableResponse sent = given().get("/api/sent/1-6553f100-00000000000000000000abcf")
                .then()
                .statusCode(200)
                .body("documents", hasSize(6));
        for (int first : new int[] {0, 3}) {
            sent.body(
                            "documents[%d].span".formatted(first),
                            equalTo(Map.of("name", "GET /cart", "kind", "server", "service", false)))
                    .body("documents[%d].document".formatted(first), containsString("\"id\":\"00000000000000b1\""))
                    .body(
                            "documents[%d].span".formatted(first + 1),
                            equalTo(Map.of("name", "GET rates", "kind", "client", "service", true)))
                    .body(
                            "documents[%d].span".formatted(first + 2),
                            equalTo(Map.of("name", "GET rates", "kind", "client", "service", false)))
                    .body("documents[%d].document".formatted(first + 2), containsString("\"id\":\"00000000000000b2\""));
        }
    }

    private static String span(String trace, String id, int kind, String name) {
        return """
                {"traceId":"%s","spanId":"%s","kind":%d,"name":"%s","startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000001000000000"}""".formatted(trace, id, kind, name);
    }

    private static byte[] block(String... documents) {
        return block(
                DocumentKind.XRAY_JSON,
                Stream.of(documents)
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new));
    }

    private static byte[] block(DocumentKind kind, byte[]... documents) {
        try (BlockWriter writer = new BlockWriter(Origin.unknown(1), 1 << 20, 3)) {
            for (byte[] document : documents) {
                writer.append(0, kind, 1, ByteBuffer.wrap(document));
            }
            return writer.seal().frame();
        }
    }

    private static void put(byte[] data) {
        String endpoint = given().get("/api/status").path("aws.endpoint");
        given().baseUri(endpoint)
                .port(URI.create(endpoint).getPort())
                .contentType("application/x-amz-json-1.1")
                .header("X-Amz-Target", "Kinesis_20131202.PutRecord")
                .body("{\"StreamName\":\"raygate-demo\",\"PartitionKey\":\"any\",\"Data\":\"%s\"}"
                        .formatted(Base64.getEncoder().encodeToString(data))
                        .getBytes(StandardCharsets.UTF_8))
                .post("/")
                .then()
                .statusCode(200);
    }

    @Test
    void sent_traceThatNobodySent_isEmpty() {
        for (String id : List.of("1-5759e988-bd862e3fe1be46a994272793", "nonsense")) {
            given().get("/api/sent/" + id).then().statusCode(200).body("documents", hasSize(0));
        }
    }
}
