// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.parsing.Parser;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The function as Lambda drives it: an event posted to the mock event server. */
@QuarkusTest
@QuarkusTestResource(FakeXRay.class)
class GatewayHandlerTest {

    /** What the mock event server says of every answer. */
    private static final String MOCK_SERVER_CONTENT_TYPE = "application/x-www-form-urlencoded";

    @ConfigProperty(name = "quarkus.lambda.mock-event-server.test-port")
    int port;

    private static final String NOTHING_LEFT = "{\"batchItemFailures\":[]}";

    private static boolean warm;

    @Inject
    @Named("gateway")
    RequestStreamHandler gateway;

    @Inject
    @Named("redrive")
    RequestStreamHandler redrive;

    @BeforeEach
    void reset() {
        FakeXRay.reset(0);
        FakeSqs.reset(0, 0);
        if (!warm) { // the first call of each client takes its time
            post(Events.json(List.of(Events.block(List.of(Events.segment(1), "not json")))));
            warm = true;
            reset();
        }
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
        String orphan = Events.segment(9).replace("\"end_time\"", "\"parent_id\":\"\",\"end_time\"");
        String array = "[" + Events.segment(10) + "," + Events.segment(11) + "]";

        post(Events.json(List.of(Events.block(List.of(orphan, array))))).body("batchItemFailures", hasSize(0));

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
    void event_xrayThrottlesBeyondTheDeadline_reportsTheFirstRecord() throws Exception {
        FakeXRay.reset(10_000);
        List<byte[]> records = List.of(
                new byte[] {1}, Events.block(List.of(Events.segment(7))), Events.block(List.of(Events.segment(8))));

        assertThat(handle(gateway, Events.json(records))).isEqualTo(unfinished(Events.sequenceNumber(1)));

        assertThat(FakeXRay.taken()).isEmpty();
        assertThat(FakeSqs.sent()).hasSize(1);
    }

    /** As where a tenant's share, or X-Ray, lets through less in one invocation than a record holds. */
    @Test
    void event_recordThatTakesManyInvocations_isDoneInTheEndAndSentOnce() throws Exception {
        List<String> documents =
                IntStream.range(0, 120).mapToObj(Events::segment).toList();
        String event = Events.json(List.of(
                Events.block(documents.subList(0, 110)), Events.block(documents.subList(110, documents.size()))));

        String answer = unfinished(Events.sequenceNumber(0));
        for (int left = 30;
                left > 0 && !answer.equals(NOTHING_LEFT);
                left--) { // three where each has the time for a call
            FakeXRay.throttleAfter(1);
            answer = handle(gateway, event);
        }

        assertThat(answer).isEqualTo(NOTHING_LEFT);
        assertThat(FakeXRay.taken()).containsExactlyInAnyOrderElementsOf(documents);
    }

    @Test
    void event_refusedDocuments_areInQuarantineWithTheReason() {
        String refused = Events.segment(2).replace("checkout", "refused");
        List<byte[]> records = List.of(Events.block(List.of("not json", refused)), new byte[] {1, 2, 3});

        post(Events.json(records)).body("batchItemFailures", hasSize(0));

        assertThat(FakeSqs.sent()).extracting(FakeSqs.Sent::queue).containsOnly("quarantine");
        assertThat(FakeSqs.sent())
                .extracting(sent -> sent.json().get("reason").textValue())
                .containsExactly("INVALID", "REFUSED_BY_XRAY", "UNREADABLE_BLOCK");
        assertThat(FakeSqs.sent())
                .extracting(sent -> sent.json().get("code").textValue())
                .containsExactly("NOT_JSON", "InvalidName", "NOT_A_BLOCK");
        assertThat(FakeSqs.sent().get(1).json().get("body").textValue()).isEqualTo(refused);
    }

    @Test
    void event_quarantineTakesItLater_isDone() {
        FakeSqs.reset(2, 1);

        post(Events.json(List.of(Events.block(List.of("not json", "nor this")))))
                .body("batchItemFailures", hasSize(0));

        assertThat(FakeSqs.sent()).hasSize(2);
    }

    @Test
    void event_quarantineIsDown_reportsTheFirstRecordAndDeliversTheRest() throws Exception {
        FakeSqs.reset(10_000, 0);
        List<byte[]> records = List.of(Events.block(List.of(Events.segment(1))), Events.block(List.of("not json")));

        assertThat(handle(gateway, Events.json(records))).isEqualTo(unfinished(Events.sequenceNumber(1)));

        assertThat(FakeXRay.taken()).containsExactly(Events.segment(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"Successful\":[],\"Failed\":[]}"})
    void event_xrayAndSqsAffirmNothing_reportsTheFirstRecord(String answer) throws Exception {
        List<byte[]> records = List.of(
                Events.block(List.of(Events.segment(1))),
                Events.block(List.of("not json")),
                Events.block(List.of(Events.segment(2))));
        FakeSqs.answerAll(answer);

        assertThat(handle(gateway, Events.json(records))).isEqualTo(unfinished(Events.sequenceNumber(1)));

        FakeXRay.answerAll(answer);

        assertThat(handle(gateway, Events.json(records))).isEqualTo(unfinished(Events.sequenceNumber(0)));
    }

    @Test
    void redrive_sqsAffirmsNothing_leavesTheMessagesInTheQueue() throws Exception {
        FakeSqs.answerAll("{}");

        assertThat(handle(redrive, Events.sqsJson(List.of("nobody wrote this"))))
                .isEqualTo(unfinished("message-0"));
    }

    @Test
    void event_documentThatXRayAlwaysFailsOn_isQuarantinedAndTheRestDelivered() throws Exception {
        String failing = Events.segment(2).replace("checkout", "failing");
        List<byte[]> records = List.of(
                Events.block(List.of(Events.segment(1), failing)),
                Events.block(List.of(Events.segment(3))),
                Events.block(List.of(Events.segment(4))));

        assertThat(handle(gateway, Events.json(records))).isEqualTo("{\"batchItemFailures\":[]}");

        assertThat(FakeXRay.taken()).contains(Events.segment(1), Events.segment(3), Events.segment(4));
        assertThat(FakeSqs.sent())
                .extracting(sent -> sent.json().get("code").textValue())
                .containsExactly("InternalFailure");
    }

    @Test
    void event_comesAgainAfterTheAnswerWasLost_endsTheSame() {
        String event = Events.json(List.of(Events.block(List.of(Events.segment(1), "not json"))));

        post(event).body("batchItemFailures", hasSize(0));
        post(event).body("batchItemFailures", hasSize(0));

        assertThat(FakeXRay.taken()).containsExactly(Events.segment(1), Events.segment(1));
        assertThat(FakeSqs.sent()).hasSize(2);
    }

    @Test
    void redrive_documentsFromQuarantine_areSentAgainAndParkedWhereTheyFailAgain() throws Exception {
        String refused = Events.segment(2).replace("checkout", "refused");
        post(Events.json(List.of(Events.block(List.of(refused, "not json")), new byte[] {1, 2, 3})));
        List<String> bodies =
                new ArrayList<>(FakeSqs.sent().stream().map(FakeSqs.Sent::body).toList());
        bodies.set(1, bodies.get(1).replace("refused", "checkout")); // what a person may have put right
        FakeSqs.reset(0, 0);

        String answer = handle(redrive, Events.sqsJson(bodies));

        assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(FakeXRay.taken()).containsExactly(Events.segment(2));
        assertThat(FakeSqs.sent()).extracting(FakeSqs.Sent::queue).containsExactly("parked", "parked");
        assertThat(FakeSqs.sent().get(0).body()).isEqualTo(bodies.get(2));
        assertThat(FakeSqs.sent().get(1).json().get("attempts").intValue()).isEqualTo(1);
    }

    @Test
    void redrive_xrayThrottles_leavesTheMessagesInTheQueue() throws Exception {
        FakeSqs.reset(0, 0);
        String refused = Events.segment(2).replace("checkout", "refused");
        post(Events.json(List.of(Events.block(List.of(refused, "not json")))));
        List<String> bodies = FakeSqs.sent().stream().map(FakeSqs.Sent::body).toList();
        FakeXRay.reset(10_000);

        assertThat(handle(redrive, Events.sqsJson(bodies))).isEqualTo(unfinished("message-1"));
    }

    @Test
    @Timeout(30)
    void event_lastSequencesThatThereAre_isDelivered() {
        List<byte[]> records = Stream.of(7L, Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MIN_VALUE, -1L)
                .map(sequence -> new RawBlocks(sequence)
                        .documents(1, Events.segment(sequence.hashCode()))
                        .frame())
                .toList();

        post(Events.json(records)).body("batchItemFailures", hasSize(0));

        assertThat(FakeXRay.taken()).hasSize(5);
    }

    @Test
    void event_recordsThatUnfold_areHandledInPortionsAndAllAccountedFor() throws Exception {
        List<byte[]> records = new ArrayList<>(List.of(Events.block(List.of(Events.segment(1)))));
        for (int i = 0; i < 3; i++) {
            records.add(
                    new RawBlocks(i).documents(7_000, "").workloads(4_000, 5).frame());
            records.add(new RawBlocks(i).workloads(20_000, 80).frame());
        }
        records.add(Events.block(List.of(Events.segment(2))));

        assertThat(handle(gateway, Events.json(records), 120_000)).isEqualTo("{\"batchItemFailures\":[]}");

        assertThat(FakeXRay.taken()).containsExactlyInAnyOrder(Events.segment(1), Events.segment(2));
        assertThat(FakeSqs.sent()).hasSize(3 * 7_000 + 3);
    }

    @ParameterizedTest
    @MethodSource("foreignEvents")
    void event_notOfAStream_failsTheInvocationAndNamesIt(String event, String named) {
        assertThatThrownBy(() -> handle(gateway, event))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not one of a Kinesis stream")
                .hasMessageContaining(named);
        assertThat(FakeXRay.taken()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("foreignEvents")
    void redrive_notOfAQueue_failsTheInvocationAndNamesIt(String event, String named) {
        assertThatThrownBy(() -> handle(redrive, event))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not one of an SQS queue")
                .hasMessageContaining(named);
        assertThat(FakeSqs.sent()).isEmpty();
    }

    static Stream<Arguments> foreignEvents() {
        return Stream.of(
                arguments("{}", "members: none"),
                arguments("{\"Records\":[]}", "Records is empty"),
                arguments("{\"Records\":null}", "Records is VALUE_NULL"),
                arguments("[]", "START_ARRAY"),
                arguments(record("aws:dynamodb", "\"dynamodb\":{\"Keys\":{}}"), "aws:dynamodb"),
                arguments(record("aws:s3", "\"s3\":{\"bucket\":{}}"), "aws:s3"),
                arguments("{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":{}}]}", "without eventSource"),
                arguments(
                        "{\"invocationId\":\"i\",\"applicationArn\":\"a\",\"streamArn\":\"s\",\"records\":[]}",
                        "Kinesis Data Analytics"),
                arguments("{\"invocationId\":\"i\",\"deliveryStreamArn\":\"a\",\"records\":[]}", "Data Firehose"),
                arguments("{\"source\":\"aws.ec2\",\"detail-type\":\"x\",\"detail\":{}}", "EventBridge"),
                arguments("{\"awslogs\":{\"data\":\"H4s\"}}", "CloudWatch Logs"));
    }

    @Test
    void event_ofTheOtherHandler_failsTheInvocation() {
        String kinesis = Events.json(List.of(Events.block(List.of(Events.segment(1)))));
        String sqs = Events.sqsJson(List.of("hello"));

        assertThatThrownBy(() -> handle(redrive, kinesis)).hasMessageContaining("aws:kinesis");
        assertThatThrownBy(() -> handle(gateway, sqs)).hasMessageContaining("aws:sqs");
    }

    @Test
    void event_recordsOfTwoSources_failsTheInvocation() {
        String kinesis = Events.json(List.of(Events.block(List.of(Events.segment(1)))));
        String mixed = kinesis.substring(0, kinesis.length() - 2) + ","
                + Events.sqsJson(List.of("hello")).substring("{\"Records\":[".length());
        String twoStreams = kinesis.substring(0, kinesis.length() - 2) + ","
                + kinesis.substring("{\"Records\":[".length()).replace("raygate-shop", "raygate-bank");

        assertThatThrownBy(() -> handle(gateway, mixed)).hasMessageContaining("Records[1] is from aws:sqs");
        assertThatThrownBy(() -> handle(gateway, twoStreams)).hasMessageContaining("another stream");
        assertThat(FakeXRay.taken()).isEmpty();
    }

    private static String record(String source, String member) {
        return "{\"Records\":[{\"eventSource\":\"" + source + "\"," + member + "}]}";
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

    /** As Lambda would with six seconds left; two are kept for the answer. */
    private static String handle(RequestStreamHandler handler, String event) throws IOException {
        return handle(handler, event, 6_000);
    }

    private static String handle(RequestStreamHandler handler, String event, int remainingMillis) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                output,
                new FakeContext(remainingMillis));
        return output.toString(StandardCharsets.UTF_8);
    }

    private static String unfinished(String identifier) {
        return "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + identifier + "\"}]}";
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
