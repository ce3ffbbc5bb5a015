// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.raygate.block.BlockWriter;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.Workload;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code delivery.target} through the whole function: what arrives where, and whether the books say so. */
@QuarkusTest
@QuarkusTestResource(FakeXRay.class)
@TestProfile(SpanDeliveryTest.Policies.class)
class SpanDeliveryTest {

    private static final Path TENANTS = Path.of("target", "span-delivery-tenants");
    private static final String NOTHING_LEFT = "{\"batchItemFailures\":[]}";
    private static final String TRACE = "4efaaf4d1e8720b39541901950019ee5";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    @Named("gateway")
    RequestStreamHandler gateway;

    @Inject
    @Named("redrive")
    RequestStreamHandler redrive;

    private long producer;

    @BeforeEach
    void reset() throws IOException {
        producer = System.nanoTime(); // blocks of a test are nobody's repetition
        Files.createDirectories(TENANTS);
        clear();
    }

    private static void clear() {
        FakeXRay.reset(0);
        FakeSqs.reset(0, 0);
        FakeOtlp.reset();
    }

    @ParameterizedTest
    @CsvSource({"xray, 3, 0", "otlp, 0, 3", "both, 3, 3"})
    void event_target_spansGoThereAndSegmentsAlwaysToXRay(String target, int inXRay, int atEndpoint)
            throws IOException {
        deliver(target);

        Map<String, Long> books = handle(gateway, event(requests(request("a", "b"), request("c")), Events.segment(1)));

        assertThat(FakeXRay.taken()).hasSize(1 + inXRay);
        assertThat(FakeOtlp.taken()).hasSize(atEndpoint);
        assertThat(books).containsEntry("XRaySpansDelivered", (long) inXRay);
        assertThat(books).containsEntry("OtlpSpansDelivered", (long) atEndpoint);
        assertThat(books).containsEntry("Unfinished", 0L);
    }

    @Test
    void event_both_sidesHaveTheSameSpans() throws IOException {
        deliver("both");
        String[] names = IntStream.range(0, 200).mapToObj(at -> "span" + at).toArray(String[]::new);

        Map<String, Long> books = handle(gateway, event(requests(request(names))));

        assertThat(FakeOtlp.taken())
                .extracting(FakeOtlp.Taken::id)
                .doesNotHaveDuplicates()
                .hasSize(200);
        assertThat(FakeXRay.taken().stream().map(SpanDeliveryTest::id))
                .containsExactlyInAnyOrderElementsOf(
                        FakeOtlp.taken().stream().map(FakeOtlp.Taken::id).toList());
        assertThat(books).containsEntry("Spans", 200L).containsEntry("OtlpSpans", 200L);
    }

    @Test
    void event_spanThatTheEndpointRefuses_isInQuarantineAloneForThatSide() throws IOException {
        deliver("both");

        Map<String, Long> books = handle(gateway, event(requests(request("a", "refused", "b"))));

        assertThat(FakeXRay.taken()).hasSize(3);
        assertThat(FakeOtlp.taken()).extracting(FakeOtlp.Taken::name).containsExactly("a", "b");
        assertThat(FakeSqs.sent()).hasSize(1);
        JsonNode letter = FakeSqs.sent().getFirst().json();
        assertThat(letter.get("reason").textValue()).isEqualTo("REFUSED_BY_XRAY");
        assertThat(letter.get("code").textValue()).isEqualTo("OtlpHttp400");
        assertThat(letter.get("kind").textValue()).isEqualTo("OTLP_TRACES");
        assertThat(letter.get("target").textValue()).isEqualTo("OTLP");
        assertThat(books).containsEntry("OtlpSpansRefused", 1L).containsEntry("XRaySpansRefused", 0L);
    }

    @Test
    void event_partialSuccess_isNotSentAgainAndTheBooksAddUp() throws IOException {
        deliver("both");

        Map<String, Long> books = handle(gateway, event(requests(request("a", "rejected", "b"))));

        assertThat(FakeOtlp.calls()).hasSize(1);
        assertThat(FakeOtlp.taken()).extracting(FakeOtlp.Taken::name).containsExactly("a", "b");
        assertThat(FakeXRay.taken()).hasSize(3);
        assertThat(FakeSqs.sent()).isEmpty();
        assertThat(books).containsEntry("OtlpSpansDelivered", 2L).containsEntry("OtlpSpansRefused", 1L);
        assertThat(books).containsEntry("Unfinished", 0L).containsEntry("Delivered", 4L);
    }

    @Test
    void event_partialSuccessThatTakesNothing_isInQuarantine() throws IOException {
        deliver("otlp");

        Map<String, Long> books = handle(gateway, event(requests(request("rejected"))));

        assertThat(FakeSqs.sent())
                .extracting(sent -> sent.json().get("code").textValue())
                .containsExactly("OtlpPartialSuccess");
        assertThat(books).containsEntry("OtlpSpansRefused", 1L).containsEntry("Quarantined", 1L);
    }

    /** What failed on one side is sent again to that side alone. */
    @Test
    void redrive_letterOfTheEndpoint_goesThereOnly() throws IOException {
        deliver("both");
        FakeOtlp.answerAll(400, Map.of(), "{\"message\":\"bad\"}");
        handle(gateway, event(requests(request("a"))));
        String letter = FakeSqs.sent().getFirst().body();
        clear();

        Map<String, Long> books = handle(redrive, Events.sqsJson(List.of(letter)));

        assertThat(FakeOtlp.taken()).extracting(FakeOtlp.Taken::name).containsExactly("a");
        assertThat(FakeXRay.taken()).isEmpty();
        assertThat(books).containsEntry("Redriven", 1L).containsEntry("OtlpSpansDelivered", 1L);
    }

    @Test
    void event_spansBeyondTheEndpointsLimits_areRefusedWithTheirReasonAndNoOthers() throws IOException {
        deliver("otlp");
        String old = span("old").replace(now(), Long.toString(1_600_000_000_000_000_000L));

        Map<String, Long> books =
                handle(gateway, event(requests(Events.request(span("a"), old, span("x".repeat(205_000)), span("b")))));

        assertThat(FakeOtlp.taken()).extracting(FakeOtlp.Taken::name).containsExactly("a", "b");
        assertThat(FakeSqs.sent())
                .extracting(sent -> sent.json().get("code").textValue())
                .containsExactlyInAnyOrder("SPAN_TOO_OLD", "SPAN_TOO_LARGE");
        assertThat(FakeSqs.sent())
                .extracting(sent -> sent.json().get("reason").textValue())
                .containsOnly("NOT_FOR_OTLP");
        assertThat(books).containsEntry("OtlpSpans", 4L).containsEntry("OtlpSpansRefused", 2L);
    }

    @Test
    void event_endpointIsDown_recordComesAgainAndNeitherSideGetsSpansTwice() throws IOException {
        deliver("both");
        String event = event(requests(request("a", "b")));
        FakeOtlp.answerAll(503, Map.of(), "");

        assertThat(answer(gateway, event)).contains(Events.sequenceNumber(0));
        assertThat(FakeXRay.taken()).hasSize(2);

        clear();
        Map<String, Long> books = handle(gateway, event);

        assertThat(FakeOtlp.taken()).extracting(FakeOtlp.Taken::name).containsExactly("a", "b");
        assertThat(FakeXRay.taken()).isEmpty();
        assertThat(books).containsEntry("XRaySpansDelivered", 2L).containsEntry("Unfinished", 0L);
    }

    @Test
    void event_putTraceSegmentsIsDown_spansAreNotSentAgain() throws IOException {
        deliver("both");
        String event = event(requests(request("a", "b")));
        FakeXRay.reset(Integer.MAX_VALUE);

        assertThat(answer(gateway, event)).contains(Events.sequenceNumber(0));
        assertThat(FakeOtlp.taken()).hasSize(2);

        clear();
        Map<String, Long> books = handle(gateway, event);

        assertThat(FakeXRay.taken()).hasSize(2);
        assertThat(FakeOtlp.calls()).isEmpty();
        assertThat(books).containsEntry("OtlpSpansDelivered", 2L).containsEntry("XRaySpansDelivered", 2L);
    }

    @Test
    void event_transactionSearchIsOff_isHeldUntilItIsOn() throws IOException {
        deliver("otlp");
        FakeOtlp.answerAll(
                400,
                Map.of("x-amzn-ErrorType", "InvalidRequestException"),
                "{\"message\":\"" + FakeOtlp.NOT_SWITCHED_ON + "\"}");

        handle(gateway, event(requests(request("a"))));

        assertThat(FakeSqs.sent()).extracting(FakeSqs.Sent::queue).containsExactly("held");
        assertThat(FakeSqs.sent().getFirst().json().get("code").textValue()).isEqualTo("TARGET_DENIED");
        String held = FakeSqs.sent().getFirst().body();
        clear();

        handle(redrive, Events.sqsJson("held", List.of(held)));

        assertThat(FakeOtlp.taken()).hasSize(1);
    }

    @Test
    void event_bothAndTransactionSearchIsOff_spansWaitInQuarantineAndSegmentsAreDelivered() throws IOException {
        deliver("both");
        FakeOtlp.answerAll(400, Map.of(), "{\"message\":\"" + FakeOtlp.NOT_SWITCHED_ON + "\"}");

        Map<String, Long> books = handle(gateway, event(requests(request("a", "b"))));

        assertThat(FakeXRay.taken()).hasSize(2);
        JsonNode letter = FakeSqs.sent().getFirst().json();
        assertThat(letter.get("code").textValue()).isEqualTo("TransactionSearchOff");
        assertThat(letter.get("message").textValue()).contains("UpdateTraceSegmentDestination");
        assertThat(books).containsEntry("OtlpSpansRefused", 2L).containsEntry("Unfinished", 0L);
    }

    @Test
    void event_redactionAndEnrichment_holdForSpansAsForSegments() throws IOException {
        tenant("  delivery:\n    target: both\n  redaction:\n    - path: metadata.default.card\n      action: drop\n"
                + "    - path: user\n      action: truncate\n      length: 2\n");
        String span = span("pay")
                .replace(
                        "\"kind\":2",
                        "\"kind\":2,\"attributes\":["
                                + "{\"key\":\"card\",\"value\":{\"stringValue\":\"4111\"}},"
                                + "{\"key\":\"user.id\",\"value\":{\"stringValue\":\"u-77\"}},"
                                + "{\"key\":\"items\",\"value\":{\"intValue\":\"3\"}}]");

        handle(gateway, event(requests(Events.request(span))));

        FakeOtlp.Taken taken = FakeOtlp.taken().getFirst();
        assertThat(taken.attributes()).isEqualTo(Map.of("user.id", "u-", "items", 3L));
        assertThat(taken.resource())
                .containsEntry("service.name", "cart")
                .containsEntry("k8s.pod.name", "shop-7c9d8f6b5d-x2x4z")
                .containsEntry("k8s.namespace.name", "store")
                .containsEntry("k8s.deployment.name", "shop")
                .containsEntry("k8s.cluster.name", "demo")
                .containsEntry("cloud.platform", "aws_eks");
        assertThat(FakeXRay.taken().getFirst()).doesNotContain("4111").contains("\"user\":\"u-\"");
    }

    @Test
    void event_annotationsOfTheTenant_areAnnotationsOfItsSegments() throws IOException {
        tenant("  delivery:\n    annotations: [items]\n");
        String span = span("pay")
                .replace(
                        "\"kind\":2", "\"kind\":2,\"attributes\":[{\"key\":\"items\",\"value\":{\"intValue\":\"3\"}}]");

        handle(gateway, event(requests(Events.request(span))));

        assertThat(RandomDocuments.tree(FakeXRay.taken().getFirst().getBytes(StandardCharsets.UTF_8))
                        .at("/annotations/items")
                        .intValue())
                .isEqualTo(3);
    }

    private static void deliver(String target) throws IOException {
        tenant("  delivery:\n    target: " + target + "\n");
    }

    private static void tenant(String more) throws IOException {
        Files.writeString(TENANTS.resolve("shop.yaml"), """
                apiVersion: raygate/v1
                kind: Tenant
                metadata:
                  name: shop
                spec:
                  clusters:
                    - name: demo
                      env: dev
                """ + more);
    }

    private static String request(String... names) {
        return Events.request(Arrays.stream(names).map(SpanDeliveryTest::span).toArray(String[]::new));
    }

    /** Its id is made of its name. */
    private static String span(String name) {
        return Events.spanOnly(TRACE, "%016x".formatted(name.hashCode() & 0xFFFFFFFFL))
                .replace("\"name\":\"GET\"", "\"name\":\"" + name + "\"")
                .replace("1795680061000000001", now())
                .replace("1795680061250000000", now());
    }

    private static final String NOW = Instant.now().getEpochSecond() + "000000001";

    private static String now() {
        return NOW;
    }

    private byte[] requests(String... requests) {
        Workload pod = new Workload(
                "10.0.0.7", "store", "shop-7c9d8f6b5d-x2x4z", "u", "shop", "app", "abc", "shop:1", Map.of());
        try (BlockWriter writer = new BlockWriter(origin(), 4 << 20, 1)) {
            int sender = writer.addWorkload(pod);
            for (String request : requests) {
                writer.append(
                        sender, DocumentKind.OTLP_TRACES, 1, ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            }
            return writer.seal().frame();
        }
    }

    private Origin origin() {
        return new Origin("demo", "eu-west-1", "111122223333", "node-1", "eu-west-1a", "i-1", "1", producer);
    }

    private String event(byte[] spans, String... segments) {
        return Events.json(
                segments.length == 0 ? List.of(spans) : List.of(spans, Events.block(origin(), List.of(segments))));
    }

    private static String id(String document) {
        return RandomDocuments.tree(document.getBytes(StandardCharsets.UTF_8))
                .get("id")
                .textValue();
    }

    /** Handles an event of which nothing is left, and returns the books, which must add up. */
    private static Map<String, Long> handle(RequestStreamHandler handler, String event) throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(answer(handler, event)).isEqualTo(NOTHING_LEFT);
        } finally {
            System.setOut(before);
        }
        Map<String, Long> books = new HashMap<>();
        for (String line : printed.toString(StandardCharsets.UTF_8).lines().toList()) {
            if (line.contains("\"Records\"") || line.contains("\"Redriven\"")) {
                JSON.readTree(line).properties().forEach(metric -> {
                    if (metric.getValue().isNumber()) {
                        books.put(metric.getKey(), metric.getValue().longValue());
                    }
                });
            }
        }
        assertBalanced(books);
        return books;
    }

    private static void assertBalanced(Map<String, Long> books) {
        assertThat(sum(books, "Documents", "Redriven", "FromSpans", "SplitOff") - sum(books, "SpanRequests"))
                .as("documents of %s", books)
                .isEqualTo(sum(books, "Delivered", "Rejected", "Quarantined", "Parked", "Held", "Unfinished"));
        if (sum(books, "Held") == 0) {
            assertThat(sum(books, "Spans"))
                    .as("spans for X-Ray of %s", books)
                    .isEqualTo(sum(books, "XRaySpansDelivered", "XRaySpansRefused", "XRaySpansUnfinished"));
            assertThat(sum(books, "OtlpSpans"))
                    .as("spans for the OTLP endpoint of %s", books)
                    .isEqualTo(sum(books, "OtlpSpansDelivered", "OtlpSpansRefused", "OtlpSpansUnfinished"));
        }
    }

    private static long sum(Map<String, Long> books, String... metrics) {
        return Arrays.stream(metrics)
                .mapToLong(metric -> books.getOrDefault(metric, 0L))
                .sum();
    }

    private static String answer(RequestStreamHandler handler, String event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, new FakeContext(8_000));
        return output.toString(StandardCharsets.UTF_8);
    }

    /** Policies are files, read anew each time. */
    public static final class Policies implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "raygate.policy.source", "directory",
                    "raygate.policy.directory", TENANTS.toString(),
                    "raygate.policy.environment", "dev");
        }
    }
}
