// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.block.BlockWriter;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.Workload;
import io.raygate.it.stack.BlockSender;
import io.raygate.it.stack.ForwarderMetrics;
import io.raygate.it.stack.ForwarderProcess;
import io.raygate.it.stack.Http;
import io.raygate.it.stack.ParameterWriter;
import io.raygate.it.stack.Ports;
import io.raygate.it.stack.QueueReader;
import io.raygate.it.stack.RaygateStack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two teams in one cluster: one forwarder, two streams, and the gateway that looks at the namespaces. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SharedClusterIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int DOCUMENTS = 20;
    private static final String SHOP = "127.0.0.2";
    private static final String TOYS = "127.0.0.3";
    private static final String NOBODYS = "127.0.0.4";
    private static final String UNKNOWN = "127.0.0.77";

    @TempDir
    Path directory;

    @Test
    void twoTeams_oneForwarder_eachGetsItsOwnWhateverHappensToTheOther() throws IOException {
        String environment = "-Draygate.local.function.environment.RAYGATE_";
        try (RaygateStack stack = RaygateStack.start(
                        List.of(
                                "-Draygate.local.kinesis.streams.raygate-shop.shards=1",
                                "-Draygate.local.kinesis.streams.raygate-toys.shards=1",
                                "-Draygate.local.event-source-mapping.streams=raygate-shop,raygate-toys",
                                environment + "POLICY_SOURCE=ssm",
                                environment + "POLICY_ENVIRONMENT=local"),
                        "--no-demo");
                var parameters = new ParameterWriter(stack.ports().aws())) {
            policy(parameters, "shop", "web");
            policy(parameters, "toys", "toys");
            try (ForwarderProcess forwarder = forwarder(stack)) {
                eachTeamGetsItsOwn(stack, forwarder);
                oneTeamIsThrottledAndTheOtherFlows(stack, forwarder);
            }
            namespaceOfAnotherTeamIsRefused(stack);
        }
    }

    private static void eachTeamGetsItsOwn(RaygateStack stack, ForwarderProcess forwarder) throws IOException {
        List<TestDocument> shop = send(SHOP, forwarder, DOCUMENTS);
        List<TestDocument> toys = send(TOYS, forwarder, DOCUMENTS);
        List<TestDocument> nobodys = send(NOBODYS, forwarder, DOCUMENTS);
        List<TestDocument> unknown = send(UNKNOWN, forwarder, DOCUMENTS);

        awaitDelivered(stack, shop, "shop");
        awaitDelivered(stack, toys, "toys");
        ForwarderMetrics books = awaitEmpty(forwarder, 4L * DOCUMENTS);
        assertThat(books.ofTenant("shop", "published_total")).isEqualTo(DOCUMENTS);
        assertThat(books.ofTenant("toys", "published_total")).isEqualTo(DOCUMENTS);
        assertThat(books.ofTenant("(others)", "published_total")).isZero();
        assertThat(books.ofTenant("(others)", "dropped_total")).isEqualTo(2L * DOCUMENTS);
        assertThat(delivered(stack, nobodys)).isEmpty();
        assertThat(delivered(stack, unknown)).isEmpty();
    }

    private static void oneTeamIsThrottledAndTheOtherFlows(RaygateStack stack, ForwarderProcess forwarder)
            throws IOException {
        Http.post(
                stack.ports().page().resolve("/api/faults/kinesis"),
                "{\"kind\":\"throttle-entries\",\"stream\":\"raygate-shop\",\"seconds\":600}");
        List<TestDocument> shop = send(SHOP, forwarder, DOCUMENTS);
        await("the throttled stream")
                .atMost(PATIENCE)
                .until(() -> stack.status().faults("kinesis") > 0);
        List<TestDocument> toys = send(TOYS, forwarder, DOCUMENTS);

        awaitDelivered(stack, toys, "toys");
        ForwarderMetrics throttled = forwarder.metrics();
        assertThat(throttled.ofTenant("shop", "buffered")).isEqualTo(DOCUMENTS);
        assertThat(throttled.addUp()).as("%s", throttled).isTrue();
        assertThat(delivered(stack, shop)).isEmpty();

        Http.delete(stack.ports().page().resolve("/api/faults/kinesis"));
        awaitDelivered(stack, shop, "shop");
        ForwarderMetrics end = awaitEmpty(forwarder, 6L * DOCUMENTS);
        assertThat(end.ofTenant("shop", "published_total")).isEqualTo(2L * DOCUMENTS);
        assertThat(end.ofTenant("toys", "published_total")).isEqualTo(2L * DOCUMENTS);
    }

    private static void namespaceOfAnotherTeamIsRefused(RaygateStack stack) {
        TestDocument forged = TestDocument.numbered(1).getFirst();
        TestDocument foreign = TestDocument.numbered(1).getFirst();
        try (var quarantine = new QueueReader(stack.ports().aws(), FailureRun.QUARANTINE);
                var stream = new BlockSender(stack.ports().aws(), "raygate-shop")) {
            stream.put(List.of(block("shared", "toys", forged), block("elsewhere", "web", foreign)));

            List<JsonNode> messages = new ArrayList<>();
            await("both in quarantine").atMost(PATIENCE).until(() -> {
                messages.addAll(quarantine.drain());
                return messages.size() == 2;
            });
            assertThat(messages)
                    .extracting(message -> message.path("reason").asText())
                    .containsExactlyInAnyOrder("NAMESPACE_NOT_OWNED", "CLUSTER_NOT_OWNED");
        }
        assertThat(delivered(stack, List.of(forged, foreign))).isEmpty();
    }

    private static byte[] block(String cluster, String namespace, TestDocument document) {
        Origin origin = new Origin(cluster, "", "", "", "", "", "", document.hashCode());
        try (var writer = new BlockWriter(origin, 96 << 10, 3)) {
            int pod = writer.addWorkload(new Workload("10.0.0.1", namespace, "pod", "", "", "", "", "", Map.of()));
            writer.append(
                    pod,
                    DocumentKind.XRAY_JSON,
                    TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()),
                    ByteBuffer.wrap(document.body().getBytes(UTF_8)));
            return writer.seal().frame();
        }
    }

    private static void policy(ParameterWriter parameters, String team, String namespace) {
        parameters.put("/raygate/local/tenants/" + team, """
            {"apiVersion":"raygate/v1","kind":"GatewayPolicy","tenant":"%s","clusters":[],
            "sharedClusters":{"shared":["%s"]},"enrichment":{"annotations":{"team":"%s"}}}\
            """.formatted(team, namespace, team));
    }

    private ForwarderProcess forwarder(RaygateStack stack) throws IOException {
        Path workloads = Files.writeString(directory.resolve("workloads.yaml"), """
            workloads:
              "127.0.0.2": {namespace: web}
              "127.0.0.3": {namespace: toys}
              "127.0.0.4": {namespace: kube-system}
            """);
        return ForwarderProcess.start(
                Ports.free(),
                stack.ports().aws(),
                Map.of(
                        "raygate.node.cluster", "shared",
                        "raygate.workloads.source", "file",
                        "raygate.workloads.file", workloads.toString(),
                        "raygate.tenants.streams.shop.stream", "raygate-shop",
                        "raygate.tenants.streams.shop.namespaces", "web",
                        "raygate.tenants.streams.toys.stream", "raygate-toys",
                        "raygate.tenants.streams.toys.namespaces", "toys",
                        "raygate.tenants.others", "drop",
                        "raygate.publish.max-backoff", "1s"));
    }

    private static List<TestDocument> send(String source, ForwarderProcess forwarder, int count) throws IOException {
        List<TestDocument> documents = TestDocument.numbered(count);
        try (var datagrams = Datagrams.from(source, forwarder.daemon())) {
            for (TestDocument document : documents) {
                datagrams.send(Datagrams.framed(document.body()));
            }
        }
        return documents;
    }

    /** By the team's stream: the annotation is that of the policy. */
    private static void awaitDelivered(RaygateStack stack, List<TestDocument> documents, String team) {
        await("the documents of " + team)
                .atMost(PATIENCE)
                .until(() -> delivered(stack, documents).size() == documents.size());
        assertThat(delivered(stack, documents).values())
                .allSatisfy(document -> assertThat(document).contains("\"team\":\"" + team + "\""));
    }

    private static Map<String, String> delivered(RaygateStack stack, List<TestDocument> documents) {
        return stack.traces()
                .documents(
                        documents.stream().map(TestDocument::traceId).distinct().toList());
    }

    private static ForwarderMetrics awaitEmpty(ForwarderProcess forwarder, long received) {
        await("everything to be published")
                .atMost(PATIENCE)
                .until(() -> forwarder.metrics().buffered() == 0
                        && forwarder.metrics().received() == received);
        ForwarderMetrics metrics = forwarder.metrics();
        assertThat(metrics.addUp()).as("%s", metrics).isTrue();
        return metrics;
    }
}
