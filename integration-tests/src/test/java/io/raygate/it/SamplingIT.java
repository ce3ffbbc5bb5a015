// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.it.SamplingClient.Decisions;
import io.raygate.it.stack.Http;
import io.raygate.it.stack.LoneForwarder;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.SharedStack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Sampling decided by real X-Ray SDKs, with what the forwarder tells them. */
@ExtendWith(SharedStack.class)
@Execution(ExecutionMode.CONCURRENT) // each test mostly waits for the ten seconds between two reports of an SDK
class SamplingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int WINDOW_REQUESTS = 800;
    private static final String ANSWERED =
            "raygate_sampling_requests_total{outcome=\"answered\",path=\"/SamplingTargets\"}";

    @TempDir
    private Path directory;

    @Test
    void javaSdk_gitRules_sampledShareFollowsRuleReservoirAndFile() throws IOException {
        Path file = writeRules("java-service", 20, 0.3);
        try (LoneForwarder forwarder = start("raygate.sampling.rules-file=" + file);
                var client = new JavaSamplingClient(forwarder.daemonAddress(), "java-service")) {
            awaitTargets(forwarder, 1);
            assertShare(client, 20, 0.3);

            writeRules("java-service", 0, 0.8);
            await().atMost(PATIENCE).until(() -> forwarder.metrics().samplingRulesLoads() == 2);
            awaitTargets(forwarder, 1);
            assertShare(client, 0, 0.8);
        }
    }

    @Test
    void javaSdk_newRuleInTheFile_isFollowedByANewRecorder() throws IOException {
        Path file = writeRules("some-service", 1, 0.5);
        try (LoneForwarder forwarder = start("raygate.sampling.rules-file=" + file)) {
            assertMatches(forwarder, "Default");
            writeRules("java-service", 1, 0.5);
            await().atMost(PATIENCE).until(() -> forwarder.metrics().samplingRulesLoads() == 2);
            assertMatches(forwarder, "measured");
        }
    }

    @Test
    void oldJavaSdk_ruleWithRateBoost_followsTheRules() throws Exception {
        Path file = Files.writeString(directory.resolve("rules.yaml"), """
                SamplingRules:
                  - RuleName: boosted
                    Priority: 10
                    FixedRate: 0.5
                    ReservoirSize: 5
                    SamplingRateBoost: {MaxRate: 0.9, CooldownWindowMinutes: 10}
                  - RuleName: Default
                    Priority: 10000
                    FixedRate: 0
                    ReservoirSize: 0
                """);
        try (LoneForwarder forwarder = start("raygate.sampling.rules-file=" + file);
                OldJavaSdk sdk = new OldJavaSdk();
                SamplingClient client = sdk.client(forwarder.daemonAddress(), "java-service")) {
            awaitTargets(forwarder, 1);

            assertThat(client.decisions().sampled()).isPositive(); // by the rule, since Default samples nothing
            assertThat(client.getClass().getClassLoader()).isSameAs(sdk);
        }
    }

    /**
     * SDK 3.12.0 takes the epoch seconds of ReservoirQuotaTTL for milliseconds, so that no quota is ever valid and it goes
     * on borrowing one request a second.
     */
    @Test
    void nodeSdk_gitRules_sampledShareFollowsRuleAndFile() throws Exception {
        Path file = writeRules("node-service", 20, 0.3);
        try (LoneForwarder forwarder = start("raygate.sampling.rules-file=" + file);
                var client = NodeSamplingClient.start(
                        NodeSamplingClient.Sdk.X_RAY,
                        Files.createDirectory(directory.resolve("node")),
                        forwarder.daemonAddress(),
                        "node-service",
                        "measured")) {
            awaitTargets(forwarder, 1);
            assertShare(client, 1, 0.3);

            writeRules("node-service", 0, 0.8);
            await().atMost(PATIENCE).until(() -> forwarder.metrics().samplingRulesLoads() == 2);
            awaitTargets(forwarder, 1);
            assertShare(client, 1, 0.8);
        }
    }

    /** What {@code OTEL_TRACES_SAMPLER=xray} stands for. */
    @Test
    void openTelemetrySampler_gitRules_sampledShareFollowsRuleAndReservoir() throws Exception {
        Path file = writeRules("otel-service", 20, 0.3);
        try (LoneForwarder forwarder = start("raygate.sampling.rules-file=" + file);
                var client = NodeSamplingClient.start(
                        NodeSamplingClient.Sdk.OPEN_TELEMETRY,
                        Files.createDirectory(directory.resolve("otel")),
                        forwarder.daemonAddress(),
                        "otel-service",
                        "measured")) {
            awaitTargets(forwarder, 2); // the first report is of what was decided without rules
            assertShare(client, 20, 0.3);
        }
    }

    @Test
    void brokenRulesFile_atStart_oneLineThatSaysWhatToDo() throws IOException {
        Path file = writeRules("a", 1, 3);

        assertThat(LoneForwarder.refusal(log(), "raygate.sampling.rules-file=" + file))
                .contains(file.toString(), "/SamplingRules/0/FixedRate: 3.0 is not a number from 0 to 1")
                .doesNotContain("\tat ");
    }

    @Test
    void xraySource_rulesOfTheXRayApi_comeThroughTheForwarder(RaygateStack stack) throws IOException {
        Http.post(stack.ports().aws().resolve("/CreateSamplingRule"), """
                {"SamplingRule":{"RuleName":"through","ResourceARN":"*","Priority":7,"FixedRate":0.25,"ReservoirSize":4,
                "ServiceName":"*","ServiceType":"*","Host":"*","HTTPMethod":"*","URLPath":"*","Version":1}}""");
        try (LoneForwarder forwarder =
                start("aws.endpointUrl=" + stack.ports().aws(), "raygate.sampling.source=xray")) {
            JsonNode rules = post(forwarder, "/GetSamplingRules", "{}");
            assertThat(rules.findValuesAsText("RuleName")).contains("through", "Default");
            String report = """
                    {"SamplingStatisticsDocuments":[{"RuleName":"through","ClientID":"0123456789abcdef01234567",
                    "Timestamp":1,"RequestCount":1,"SampledCount":1,"BorrowCount":1}]}""";
            assertThat(post(forwarder, "/SamplingTargets", report)
                            .at("/SamplingTargetDocuments/0/ReservoirQuota")
                            .isNumber())
                    .as("a quota for a client's first report")
                    .isFalse();
            assertThat(post(forwarder, "/SamplingTargets", report)
                            .at("/SamplingTargetDocuments/0/ReservoirQuota")
                            .asInt())
                    .isEqualTo(4);
            assertThat(forwarder.metrics().samplingReports()).isEqualTo(2);
        } finally {
            Http.post(stack.ports().aws().resolve("/DeleteSamplingRule"), "{\"RuleName\":\"through\"}");
        }
    }

    /** The reservoir first, then the rate; five standard deviations, and a second's reservoir at either end. */
    private static void assertShare(SamplingClient client, int reservoir, double rate) {
        Decisions begin = client.decisions();
        await().atMost(PATIENCE).until(() -> client.decisions().since(begin).requests() >= WINDOW_REQUESTS);
        Decisions window = client.decisions().since(begin);
        double fromReservoir = reservoir * window.seconds();
        double others = window.requests() - fromReservoir;
        double expected = fromReservoir + rate * others;
        double tolerance = 5 * Math.sqrt(others * rate * (1 - rate)) + 2 * reservoir;
        System.out.printf(
                "%nSampled %d of %d requests in %.1f s; expected %.0f +- %.0f%n",
                window.sampled(), window.requests(), window.seconds(), expected, tolerance);
        assertThat((double) window.sampled()).isBetween(expected - tolerance, expected + tolerance);
    }

    private LoneForwarder start(String... properties) throws IOException {
        LoneForwarder forwarder = LoneForwarder.start(log(), properties);
        // The Java SDK gives up after two seconds, and then goes by its own rules for five minutes.
        post(forwarder, "/GetSamplingRules", "{}");
        return forwarder;
    }

    private Path log() {
        return directory.resolve("forwarder.log");
    }

    private static void assertMatches(LoneForwarder forwarder, String rule) {
        try (var client = new JavaSamplingClient(forwarder.daemonAddress(), "java-service")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(client.lastRule()).hasValue(rule));
        }
    }

    /** Waits until the client has reported so many times more, and a moment for it to read the answer. */
    private static void awaitTargets(LoneForwarder forwarder, int more) {
        long before = forwarder.metrics().samplingReports();
        await().atMost(PATIENCE)
                .pollDelay(Duration.ofMillis(500))
                .until(() -> forwarder.metrics().samplingReports() >= before + more);
    }

    private Path writeRules(String service, int reservoir, double rate) throws IOException {
        return Files.writeString(directory.resolve("rules.yaml"), """
                SamplingRules:
                  - RuleName: measured
                    Priority: 10
                    FixedRate: %s
                    ReservoirSize: %d
                    ServiceName: %s
                  - RuleName: Default
                    Priority: 10000
                    FixedRate: 0
                    ReservoirSize: 0
                """.formatted(rate, reservoir, service));
    }

    private static JsonNode post(LoneForwarder forwarder, String path, String body) throws IOException {
        return new ObjectMapper().readTree(Http.post(URI.create("http://" + forwarder.daemonAddress() + path), body));
    }
}
