// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** OpenTelemetry spans through the whole function, beside segments. */
@QuarkusTest
@QuarkusTestResource(FakeXRay.class)
class SpansTest {

    private static final String NOTHING_UNFINISHED = "{\"batchItemFailures\":[]}";
    private static final String TRACE = "4efaaf4d1e8720b39541901950019ee5";

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
    }

    @Test
    void event_spansAndSegments_allDelivered() throws IOException {
        String answer = handle(
                gateway,
                Events.json(List.of(
                        Events.block(List.of(Events.segment(1))),
                        Events.spans(List.of(
                                Events.span(TRACE, "00000000000000a1"),
                                Events.request(
                                        Events.spanOnly(TRACE, "00000000000000a2"),
                                        Events.spanOnly(TRACE, "00000000000000a3")))))));

        assertThat(answer).isEqualTo(NOTHING_UNFINISHED);
        assertThat(FakeXRay.taken()).hasSize(4).contains(Events.segment(1));
        assertThat(FakeXRay.taken().stream().filter(text -> text.startsWith("{\"name\":\"cart\"")))
                .hasSize(3)
                .allSatisfy(text -> assertThat(text).contains("\"trace_id\":\"1-4efaaf4d-1e8720b39541901950019ee5\""));
    }

    @Test
    void event_badSpan_inQuarantineWithItsRequest_andTheOthersDelivered() throws IOException {
        String answer = handle(
                gateway,
                Events.json(List.of(Events.spans(List.of(Events.request(
                        Events.spanOnly(TRACE, "00000000000000a1"), Events.spanOnly(TRACE, "0000000000000000")))))));

        assertThat(answer).isEqualTo(NOTHING_UNFINISHED);
        assertThat(FakeXRay.taken()).hasSize(1);
        assertThat(FakeSqs.sent()).hasSize(1);
        assertThat(FakeSqs.sent().getFirst().json().get("reason").textValue()).isEqualTo("UNTRANSLATABLE");
        assertThat(FakeSqs.sent().getFirst().json().get("code").textValue()).isEqualTo("INVALID_SPAN_ID");
        assertThat(FakeSqs.sent().getFirst().json().get("kind").textValue()).isEqualTo("OTLP_TRACES");
    }

    /** What this gateway cannot take, a later one may: the message still holds the whole request. */
    @Test
    void redrive_badSpan_parkedWithTheSameRequest() throws IOException {
        handle(
                gateway,
                Events.json(List.of(Events.spans(List.of(Events.request(
                        Events.spanOnly(TRACE, "0000000000000000"), Events.spanOnly(TRACE, "00000000000000a1")))))));
        String message = FakeSqs.sent().getFirst().body();
        JsonNode body = FakeSqs.sent().getFirst().json().get("body");
        FakeXRay.reset(0);
        FakeSqs.reset(0, 0);

        String answer = handle(redrive, Events.sqsJson(List.of(message)));

        assertThat(answer).isEqualTo(NOTHING_UNFINISHED);
        assertThat(FakeXRay.taken()).isEmpty();
        assertThat(FakeSqs.sent()).extracting(FakeSqs.Sent::queue).containsExactly("parked");
        assertThat(FakeSqs.sent().getFirst().json().get("code").textValue()).isEqualTo("INVALID_SPAN_ID");
        assertThat(FakeSqs.sent().getFirst().json().get("body")).isEqualTo(body);
    }

    private static String handle(RequestStreamHandler handler, String event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, new FakeContext(6_000));
        return output.toString(StandardCharsets.UTF_8);
    }
}
