// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.block.Document;
import io.raygate.it.stack.ForwarderProcess;
import io.raygate.it.stack.Ports;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.SharedStack;
import io.raygate.it.stack.StreamReader;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.model.InvalidRequestException;
import software.amazon.awssdk.services.xray.model.PutTraceSegmentsResponse;
import software.amazon.awssdk.services.xray.model.UnprocessedTraceSegment;
import software.amazon.awssdk.services.xray.model.XRayException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The AWS SDK's X-Ray client with the forwarder for its endpoint, as an OpenTelemetry Collector has it. */
@ExtendWith(SharedStack.class)
class PutTraceSegmentsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Of one call: what X-Ray takes, and {@code raygate.intake.max-documents}. */
    private static final int DOCUMENTS = 50;

    private static final int LARGE_BYTES = 100_000;

    @Test
    void putTraceSegments_toTheForwarder_comeOutAtXRayAndTheBooksClose(RaygateStack stack) {
        List<TestDocument> documents = TestDocument.numbered(DOCUMENTS);
        TestDocument large = TestDocument.ofSize(LARGE_BYTES);
        Ports ports = Ports.free();
        try (var forwarder = start(ports, stack, "true");
                var xray = client(ports);
                var stream = new StreamReader(stack.ports().aws())) {
            PutTraceSegmentsResponse all =
                    put(xray, documents.stream().map(TestDocument::body).toList());
            PutTraceSegmentsResponse most = put(xray, List.of("", large.body()));

            assertThat(all.unprocessedTraceSegments()).isEmpty();
            assertThat(most.unprocessedTraceSegments())
                    .singleElement()
                    .extracting(UnprocessedTraceSegment::message)
                    .asString()
                    .contains("Document 1", "EMPTY_DOCUMENT");
            await("all documents on the stream")
                    .atMost(PATIENCE)
                    .until(() -> forwarder.metrics().published() == DOCUMENTS + 1);
            assertThat(forwarder.metrics().received()).isEqualTo(DOCUMENTS + 2);
            assertThat(forwarder.metrics().rejected("EMPTY_DOCUMENT")).isEqualTo(1);
            assertThat(forwarder.metrics().addUp()).isTrue();
            List<String> traces =
                    List.of(documents.getFirst().traceId(), documents.getLast().traceId(), large.traceId());
            await("all documents at X-Ray")
                    .atMost(PATIENCE)
                    .until(
                            () -> stack.traces().documents(traces).keySet(),
                            ids -> ids.contains(large.id())
                                    && documents.stream().map(TestDocument::id).allMatch(ids::contains));
            assertThat(workloads(stream).get(documents.getFirst().body())).isZero();
        }
    }

    @Test
    void putTraceSegments_thatCannotBeTaken_isAnErrorOfTheApi(RaygateStack stack) {
        Ports ports = Ports.free();
        try (var forwarder = start(ports, stack, "true");
                var xray = client(ports)) {
            List<String> tooMany = TestDocument.numbered(DOCUMENTS + 1).stream()
                    .map(TestDocument::body)
                    .toList();

            assertThatThrownBy(() -> put(xray, tooMany))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("raygate.intake.max-documents");
            assertThat(forwarder.metrics().received()).isZero();
        }
    }

    @Test
    void putTraceSegments_intakeNotEnabled_isNotFound(RaygateStack stack) {
        Ports ports = Ports.free();
        try (var forwarder = start(ports, stack, "false");
                var xray = client(ports)) {
            assertThatThrownBy(() -> put(xray, List.of("{}")))
                    .isInstanceOfSatisfying(
                            XRayException.class, e -> assertThat(e.statusCode()).isEqualTo(404))
                    .hasMessageContaining("raygate.intake.enabled");
            assertThat(forwarder.metrics().received()).isZero();
        }
    }

    private static ForwarderProcess start(Ports ports, RaygateStack stack, String enabled) {
        return ForwarderProcess.start(
                ports,
                stack.ports().aws(),
                Map.of("raygate.publish.stream", "raygate-demo", "raygate.intake.enabled", enabled));
    }

    private static XRayClient client(Ports ports) {
        return XRayClient.builder()
                .endpointOverride(URI.create("http://" + ports.daemonAddress()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static PutTraceSegmentsResponse put(XRayClient xray, List<String> documents) {
        return xray.putTraceSegments(request -> request.traceSegmentDocuments(documents));
    }

    /** Position in the table of workloads, by document. */
    private static Map<String, Integer> workloads(StreamReader stream) {
        Map<String, Integer> workloads = new HashMap<>();
        stream.blocks().forEach(block -> {
            for (Document document : block.documents()) {
                workloads.put(document.text(), document.workload());
            }
        });
        return workloads;
    }
}
