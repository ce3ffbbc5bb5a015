// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.parsing.Parser;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** The function as Lambda drives it: an event posted to the mock event server. */
@QuarkusTest
@QuarkusTestResource(FakeXRay.class)
class GatewayHandlerTest {

    /** What the mock event server says of every answer. */
    private static final String MOCK_SERVER_CONTENT_TYPE = "application/x-www-form-urlencoded";

    @ConfigProperty(name = "quarkus.lambda.mock-event-server.test-port")
    int port;

    @BeforeEach
    void reset() {
        FakeXRay.reset(0);
    }

    @Test
    void event_manyBlocks_isDeliveredByteForByte() {
        List<String> documents =
                IntStream.range(0, 260).mapToObj(Events::segment).toList();
        List<byte[]> records = List.of(
                Events.block(documents.subList(0, 100)),
                Events.block(documents.subList(100, 101)),
                Events.block(documents.subList(101, 260)));

        post(Events.json(records)).body("batchItemFailures", hasSize(0));

        assertThat(FakeXRay.taken()).containsExactlyInAnyOrderElementsOf(documents);
    }

    @Test
    void event_documentsThatAreNotSegments_holdUpNobody() {
        List<String> documents = new ArrayList<>(List.of(
                "not json",
                "[]",
                "{}",
                "5",
                "{\"name\":\"no-id\"}",
                Events.segment(2).replace("checkout", "refused")));
        documents.add(2, Events.segment(1));

        post(Events.json(List.of(Events.block(documents)))).body("batchItemFailures", hasSize(0));

        assertThat(FakeXRay.taken()).containsExactly(Events.segment(1));
    }

    @Test
    void event_documentsThatCanBeRepaired_areDeliveredRepaired() {
        String closed = Events.segment(9).replace("\"end_time\"", "\"in_progress\":false,\"end_time\"");
        String array = "[" + Events.segment(10) + "," + Events.segment(11) + "]";

        post(Events.json(List.of(Events.block(List.of(closed, array))))).body("batchItemFailures", hasSize(0));

        assertThat(FakeXRay.taken()).containsExactly(Events.segment(9), Events.segment(10), Events.segment(11));
    }

    @Test
    void event_recordThatIsNotABlock_holdsUpNobody() {
        List<byte[]> records = List.of(new byte[] {1, 2, 3}, Events.block(List.of(Events.segment(5))), new byte[0]);

        post(Events.json(records)).body("batchItemFailures", hasSize(0));

        assertThat(FakeXRay.taken()).containsExactly(Events.segment(5));
    }

    @Test
    void event_xrayThrottles_isDeliveredByRetries() {
        FakeXRay.reset(3);

        post(Events.json(List.of(Events.block(List.of(Events.segment(6)))))).body("batchItemFailures", hasSize(0));

        assertThat(FakeXRay.taken()).containsExactly(Events.segment(6));
    }

    @Test
    void event_xrayThrottlesBeyondTheDeadline_reportsTheFirstRecord() {
        FakeXRay.reset(1_000);
        List<byte[]> records = List.of(
                new byte[] {1}, Events.block(List.of(Events.segment(7))), Events.block(List.of(Events.segment(8))));

        post(Events.json(records))
                .body("batchItemFailures", hasSize(1))
                .body("batchItemFailures[0].itemIdentifier", equalTo(Events.sequenceNumber(1)));

        assertThat(FakeXRay.taken()).isEmpty();
    }

    @Test
    void event_noRecords_isDone() {
        post("{\"Records\":[]}").body("batchItemFailures", hasSize(0));
    }

    @Test
    void event_notFromKinesis_failsTheInvocation() {
        given().port(port)
                .contentType("application/json")
                .body("[1]")
                .post("/")
                .then()
                .statusCode(500);
    }

    private ValidatableResponse post(String event) {
        return given().port(port)
                .contentType("application/json")
                .body(event)
                .post("/")
                .then()
                .parser(MOCK_SERVER_CONTENT_TYPE, Parser.JSON)
                .statusCode(200);
    }
}
