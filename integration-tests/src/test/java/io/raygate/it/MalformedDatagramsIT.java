// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.ForwarderMetrics;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.SharedStack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is no document is counted by its reason, and the documents around it arrive. */
@ExtendWith(SharedStack.class)
class MalformedDatagramsIT {

    private static final int REPETITIONS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("no bytes", "", "EMPTY_DATAGRAM"),
                Arguments.of("no newline", "{\"format\":\"json\",\"version\":1}", "MISSING_HEADER_OR_DOCUMENT"),
                Arguments.of("empty body", Datagrams.HEADER, "MISSING_HEADER_OR_DOCUMENT"),
                Arguments.of("no newline, 65,507 bytes", "x".repeat(Datagrams.MAX_BYTES), "MISSING_HEADER_OR_DOCUMENT"),
                Arguments.of("wrong version", "{\"format\":\"json\",\"version\":2}\n{}", "INVALID_HEADER"),
                Arguments.of("version as text", "{\"format\":\"json\",\"version\":\"1\"}\n{}", "INVALID_HEADER"),
                Arguments.of("wrong format", "{\"format\":\"xml\",\"version\":1}\n{}", "INVALID_HEADER"),
                Arguments.of("header is not JSON", "hello\nworld", "INVALID_HEADER"),
                Arguments.of("newline first", "\n{\"id\":\"1\"}", "INVALID_HEADER"),
                Arguments.of("not JSON", Datagrams.HEADER + "no JSON", "UNKNOWN_FORMAT"),
                Arguments.of("control characters", Datagrams.HEADER + "\u0000\u0001", "UNKNOWN_FORMAT"),
                Arguments.of("metrics", Datagrams.HEADER + "M1CgA=", "UNKNOWN_FORMAT"),
                Arguments.of("spans in no base64", Datagrams.HEADER + "T1S*", "INVALID_BASE64"),
                Arguments.of("spans in no protobuf", Datagrams.HEADER + "T1SAAAA", "MALFORMED_SPANS"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("malformed")
    void send_malformedBetweenDocuments_countedAndDocumentsStored(
            String what, String datagram, String reason, RaygateStack stack) throws IOException {
        ForwarderMetrics before = stack.metrics();
        List<TestDocument> documents =
                sendAround(stack, datagram.getBytes(UTF_8)); // 20 documents, the datagram before each

        assertStored(stack, documents);
        ForwarderMetrics after = stack.metrics();
        assertThat(after.rejected(reason) - before.rejected(reason)).as(what).isEqualTo(REPETITIONS);
        assertThat(after.rejected() - before.rejected()).isEqualTo(REPETITIONS);
        assertThat(after.addUp()).as("%s", after).isTrue();
    }

    @Test
    void send_randomBytes_countedAndDocumentsStored(RaygateStack stack) throws IOException {
        var random = new Random(20_261_122);
        ForwarderMetrics before = stack.metrics();
        List<TestDocument> documents = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            byte[] noise = new byte[random.nextInt(1, Datagrams.MAX_BYTES)];
            random.nextBytes(noise);
            documents.addAll(sendAround(stack, noise));
        }
        assertStored(stack, documents);
        assertThat(stack.metrics().rejected() - before.rejected()).isEqualTo(documents.size());
    }

    @Test
    void send_headerBeforeNoise_refusedByTheGatewayAndDocumentsStored(RaygateStack stack) throws IOException {
        ForwarderMetrics before = stack.metrics();
        long quarantinedBefore = stack.gatewayBooks().quarantined();
        List<TestDocument> documents = new ArrayList<>();
        for (String body : List.of("\"no object\"", "[]", "{}", "7", "{\"name\":\"a\"", " {\u0000")) {
            documents.addAll(sendAround(stack, Datagrams.framed(body)));
        }
        assertStored(stack, documents);
        assertThat(stack.metrics().rejected()).isEqualTo(before.rejected());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.gatewayBooks().quarantined() - quarantinedBefore)
                        .isEqualTo(documents.size()));
    }

    @Test
    void send_largestDatagram_stored(RaygateStack stack) throws IOException {
        TestDocument largest = TestDocument.ofSize(Datagrams.MAX_BYTES - Datagrams.HEADER.length());
        try (var datagrams = new Datagrams(stack.ports().daemon())) {
            byte[] datagram = Datagrams.framed(largest.body());
            assertThat(datagram).hasSize(Datagrams.MAX_BYTES);
            datagrams.send(datagram);
        }
        assertStored(stack, List.of(largest));
    }

    private static List<TestDocument> sendAround(RaygateStack stack, byte[] malformed) throws IOException {
        List<TestDocument> documents = TestDocument.numbered(REPETITIONS);
        try (var datagrams = new Datagrams(stack.ports().daemon())) {
            for (TestDocument document : documents) {
                datagrams.send(Arrays.copyOf(malformed, malformed.length));
                datagrams.send(Datagrams.framed(document.body()));
            }
        }
        return documents;
    }

    private static void assertStored(RaygateStack stack, List<TestDocument> documents) {
        Map<String, String> expected =
                documents.stream().collect(Collectors.toMap(TestDocument::id, TestDocument::body));
        List<String> traceIds =
                documents.stream().map(TestDocument::traceId).distinct().toList();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(stack.traces().documents(traceIds)).isEqualTo(expected));
    }
}
