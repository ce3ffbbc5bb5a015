// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.gitops.ExampleRenders;
import io.raygate.it.stack.LoneForwarder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The forwarder with the ConfigMap that the chart renders, but for paths, ports and the pods' API. */
class RenderedConfigIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LIMIT = 200;

    @Test
    void start_renderedConfigMap_servesItsRulesAndHoldsItsLimits(@TempDir Path folder) throws Exception {
        ExampleRenders renders = ExampleRenders.in(folder.resolve("repository"));
        RenderedEdge edge = RenderedEdge.mount(RenderedApplication.of(renders, "edge-payments-dev-euw1"), folder);

        try (LoneForwarder forwarder =
                LoneForwarder.start(folder.resolve("log"), edge.environment(), properties(edge.differences()))) {
            assertThat(ruleNames(forwarder)).containsExactly("health-checks", "Default");

            List<TestDocument> documents = TestDocument.numbered(10 * LIMIT);
            try (var datagrams = new Datagrams(forwarder.ipv4())) {
                for (TestDocument document : documents) {
                    datagrams.send(Datagrams.framed(document.body()));
                }
            }
            await().atMost(PATIENCE).until(() -> forwarder.metrics().received() == documents.size());
            assertThat(export(forwarder)).isEqualTo(200);
            assertThat(forwarder.metrics().spans("received_total")).isEqualTo(1);
            assertThat(forwarder.metrics().dropped()).isGreaterThan(LIMIT);
            assertThat(forwarder.metrics().addUp()).isTrue();
        }
    }

    /** What the chart renders of {@code environment.sharedClusters}. */
    @Test
    void start_sharedClustersConfigMap_givesEachTeamItsNamespaces(@TempDir Path folder) throws Exception {
        ExampleRenders renders = ExampleRenders.in(folder.resolve("repository"));
        RenderedEdge edge = RenderedEdge.mount(RenderedApplication.of(renders, "edge-shared-prod-euw1"), folder);
        Path pods = Files.writeString(folder.resolve("pods.yaml"), """
            workloads:
              "127.0.0.2": {namespace: checkout}
              "127.0.0.3": {namespace: ledger}
              "127.0.0.4": {namespace: shop}
              "127.0.0.5": {namespace: kube-system}
            """);
        Map<String, String> differences = new HashMap<>(edge.differences());
        differences.putAll(Map.of("raygate.workloads.source", "file", "raygate.workloads.file", pods.toString()));

        try (LoneForwarder forwarder =
                LoneForwarder.start(folder.resolve("log"), edge.environment(), properties(differences))) {
            for (int host = 2; host <= 5; host++) {
                try (var datagrams = Datagrams.from("127.0.0." + host, forwarder.ipv4())) {
                    datagrams.send(
                            Datagrams.framed(TestDocument.numbered(1).getFirst().body()));
                }
            }
            await().atMost(PATIENCE).until(() -> forwarder.metrics().received() == 4);

            await().atMost(PATIENCE).until(() -> forwarder.metrics().ofTenant("payments", "buffered") == 2);
            assertThat(forwarder.metrics().ofTenant("storefront", "buffered")).isEqualTo(1);
            assertThat(forwarder.metrics().ofTenant("(others)", "dropped_total"))
                    .isEqualTo(1);
            assertThat(forwarder.metrics().addUp()).isTrue();
        }
    }

    private static String[] properties(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /** The status that a span gets on the port for OTLP over HTTP. */
    private static int export(LoneForwarder forwarder) throws IOException, InterruptedException {
        String span =
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"4efaaf4d1e8720b39541901950019ee5\","
                        + "\"spanId\":\"00000000000000a1\",\"name\":\"GET\"}]}]}]}";
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(forwarder.otlpHttp().resolve("/v1/traces"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(span))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static List<String> ruleNames(LoneForwarder forwarder) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://" + forwarder.daemonAddress() + "/GetSamplingRules");
            String body = client.send(
                            HttpRequest.newBuilder(uri)
                                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            return new ObjectMapper()
                    .readTree(body).path("SamplingRuleRecords").findValues("RuleName").stream()
                            .map(JsonNode::asText)
                            .toList();
        }
    }
}
