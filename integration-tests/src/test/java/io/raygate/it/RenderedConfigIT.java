// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.it.stack.LoneForwarder;
import io.raygate.it.stack.ScriptRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The forwarder with the ConfigMap that the chart renders, but for paths, ports and the pods' API. */
class RenderedConfigIT {

    /** Kept equal to what the chart renders by the tests of {@code gitops-tests}. */
    private static final Path RENDER =
            ScriptRun.ROOT.resolve("gitops-tests/src/test/resources/golden/edge-payments-dev-euw1.yaml");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LIMIT = 200;

    @Test
    void start_renderedConfigMap_servesItsRulesAndHoldsItsLimits(@TempDir Path folder) throws Exception {
        configMap().forEach((name, content) -> write(folder.resolve(name), content));

        try (LoneForwarder forwarder = LoneForwarder.start(
                folder.resolve("log"),
                Map.of(
                        "SMALLRYE_CONFIG_LOCATIONS",
                        folder.resolve("application.yaml").toString()),
                properties(folder))) {
            assertThat(ruleNames(forwarder)).containsExactly("health-checks", "Default");

            List<TestDocument> documents = TestDocument.numbered(10 * LIMIT);
            try (var datagrams = new Datagrams(forwarder.ipv4())) {
                for (TestDocument document : documents) {
                    datagrams.send(Datagrams.framed(document.body()));
                }
            }
            await().atMost(PATIENCE).until(() -> forwarder.metrics().received() == documents.size());
            assertThat(forwarder.metrics().dropped()).isGreaterThan(LIMIT);
            assertThat(forwarder.metrics().addUp()).isTrue();
        }
    }

    private static String[] properties(Path folder) {
        return new String[] {
            "raygate.proxy.host=127.0.0.1",
            "raygate.management.host=127.0.0.1",
            "raygate.log.json=false",
            "raygate.workloads.source=none",
            "raygate.spool.directory=" + folder.resolve("spool"),
            "raygate.sampling.rules-file=" + folder.resolve("sampling-rules.yaml"),
            "raygate.limits.file=" + folder.resolve("limits.yaml")
        };
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

    @SuppressWarnings("unchecked") // A ConfigMap's data are texts.
    private static Map<String, String> configMap() throws IOException {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        for (Object document : yaml.loadAll(Files.readString(RENDER))) {
            Map<String, Object> manifest = (Map<String, Object>) document;
            if (manifest.get("kind").equals("ConfigMap")) {
                return (Map<String, String>) manifest.get("data");
            }
        }
        throw new AssertionError("no ConfigMap in " + RENDER);
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
