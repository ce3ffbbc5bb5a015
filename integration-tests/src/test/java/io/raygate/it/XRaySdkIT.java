// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.amazonaws.xray.AWSXRayRecorder;
import com.amazonaws.xray.AWSXRayRecorderBuilder;
import com.amazonaws.xray.config.DaemonConfiguration;
import com.amazonaws.xray.emitters.Emitter;
import com.amazonaws.xray.entities.Entity;
import com.amazonaws.xray.entities.Segment;
import com.amazonaws.xray.entities.Subsegment;
import com.amazonaws.xray.strategy.sampling.AllSamplingStrategy;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.it.stack.Http;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.SharedStack;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The X-Ray SDK for Java at one end, the AWS SDK at the other. */
@ExtendWith(SharedStack.class)
class XRaySdkIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void endSegment_withSubsegments_comesBackFieldForField(RaygateStack stack) throws IOException {
        var emitter = new RecordingEmitter(stack.ports().daemonAddress());
        AWSXRayRecorder recorder = recorder(emitter);
        Segment segment = recorder.beginSegment("integration test");
        fill(segment);
        recorder.createSubsegment("remote", this::call);
        recorder.createSubsegment("stock@db.example", this::query);
        recorder.createSubsegment("DynamoDB", this::getItem);
        fail(recorder);
        recorder.endSegment();

        assertComesBack(stack, emitter, 1);
    }

    @Test
    void endSegment_moreSubsegmentsThanOneDocumentTakes_allDocumentsComeBack(RaygateStack stack) throws IOException {
        var emitter = new RecordingEmitter(stack.ports().daemonAddress());
        AWSXRayRecorder recorder = recorder(emitter);
        recorder.beginSegment("streaming");
        for (int i = 0; i < 250; i++) {
            recorder.createSubsegment("part " + i, subsegment -> {
                subsegment.putMetadata("number", subsegment.getName());
            });
        }
        recorder.endSegment();

        assertComesBack(stack, emitter, 100);
    }

    @Test
    void getSamplingRules_askedAsTheSdkAsks_defaultRule(RaygateStack stack) throws IOException {
        URI proxy = URI.create("http://" + stack.ports().daemonAddress());
        JsonNode rules = json.readTree(Http.post(proxy.resolve("/GetSamplingRules"), "{}"));
        assertThat(rules.at("/SamplingRuleRecords").findValuesAsText("RuleName"))
                .contains("Default");
    }

    private void assertComesBack(RaygateStack stack, RecordingEmitter emitter, int minDocuments) {
        assertThat(emitter.documents.size()).isGreaterThanOrEqualTo(minDocuments);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(trees(stack.traces().documents(List.of(emitter.traceId))))
                        .isEqualTo(trees(emitter.documents)));
    }

    private Map<String, JsonNode> trees(Map<String, String> documents) throws JsonProcessingException {
        Map<String, JsonNode> trees = new HashMap<>();
        for (Map.Entry<String, String> document : documents.entrySet()) {
            trees.put(document.getKey(), json.readTree(document.getValue()));
        }
        return trees;
    }

    private static void fill(Segment segment) {
        segment.setUser("someone");
        segment.setOrigin("AWS::EKS::Container");
        segment.putAnnotation("text", "äöü 漢字 😀 \" \\ \n");
        segment.putAnnotation("number", 1.5);
        segment.putAnnotation("flag", true);
        segment.putMetadata("space", "nested", Map.of("list", List.of(1, 2, Map.of("deep", "value"))));
        segment.putHttp("request", Map.of("method", "GET", "url", "http://a.example/b?c=d", "client_ip", "10.1.2.3"));
        segment.putHttp("response", Map.of("status", 404, "content_length", 12));
        segment.setError(true);
    }

    private void call(Subsegment subsegment) {
        subsegment.setNamespace("remote");
        subsegment.putHttp("request", Map.of("method", "POST", "url", "https://b.example/"));
        subsegment.putHttp("response", Map.of("status", 429));
        subsegment.setThrottle(true);
    }

    private void query(Subsegment subsegment) {
        subsegment.setNamespace("remote");
        subsegment.putSql("url", "jdbc:postgresql://db.example:5432/stock");
        subsegment.putSql("sanitized_query", "SELECT * FROM stock WHERE id = ?");
    }

    private void getItem(Subsegment subsegment) {
        subsegment.setNamespace("aws");
        subsegment.putAws("operation", "GetItem");
        subsegment.putAws("table_name", "stock");
    }

    private static void fail(AWSXRayRecorder recorder) {
        Subsegment failing = recorder.beginSubsegment("failing");
        failing.addException(new IllegalStateException("outer", new IOException("inner")));
        recorder.endSubsegment();
    }

    private static AWSXRayRecorder recorder(Emitter emitter) {
        return AWSXRayRecorderBuilder.standard()
                .withEmitter(emitter)
                .withSamplingStrategy(new AllSamplingStrategy())
                .build();
    }

    /** The SDK's own emitter, and a note of each document that it sends. */
    private static final class RecordingEmitter extends Emitter {

        private final Map<String, String> documents = new HashMap<>();
        private final Emitter emitter;
        private String traceId = "";

        RecordingEmitter(String daemonAddress) throws IOException {
            var configuration = new DaemonConfiguration();
            assertThat(configuration.setUDPAndTCPAddress(daemonAddress)).isTrue();
            emitter = Emitter.create(configuration);
        }

        @Override
        public boolean sendSegment(Segment segment) {
            note(segment, segment.serialize());
            return emitter.sendSegment(segment);
        }

        @Override
        public boolean sendSubsegment(Subsegment subsegment) {
            note(subsegment, subsegment.streamSerialize());
            return emitter.sendSubsegment(subsegment);
        }

        private void note(Entity entity, String document) {
            documents.put(entity.getId(), document);
            traceId = entity.getTraceId().toString();
        }
    }
}
