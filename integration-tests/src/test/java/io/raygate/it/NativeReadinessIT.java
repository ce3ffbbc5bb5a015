// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.lookup.Declarations;
import io.raygate.it.lookup.Lookup;
import io.raygate.it.lookup.LookupAgent;
import io.raygate.it.lookup.LookupLog;
import io.raygate.it.stack.Http;
import io.raygate.it.stack.LoneForwarder;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.ScriptRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A native image contains only what is declared of all that is looked up by name. Both programs work on a JVM here, with an
 * agent that records what our code looks up; our metadata must declare that, and no more. What Quarkus and its extensions
 * look up is theirs to declare.
 */
@DisabledIfEnvironmentVariable(named = "RAYGATE_NATIVE", matches = "1", disabledReason = "the agent needs a JVM")
class NativeReadinessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DOCUMENTS = 100;
    private static final List<Path> CONTRACTS = Stream.of(
                    "aws",
                    "configuration",
                    "schemas/block-codec",
                    "schemas/contract",
                    "schemas/otlp",
                    "schemas/segment-schema")
            .map(ScriptRun.ROOT::resolve)
            .toList();

    @TempDir
    private Path directory;

    @Test
    void metadata_whatBothProgramsLookUp_isDeclaredAndNothingElse() throws IOException {
        Path jar = LookupAgent.jar(directory);
        Path edgeLog = directory.resolve("edge.lookups");
        Path gatewayLog = directory.resolve("gateway.lookups");
        String agent = "-javaagent:" + jar + "=";
        try (RaygateStack stack = RaygateStack.start(
                List.of("-Draygate.local.function.environment.JAVA_TOOL_OPTIONS=" + agent + gatewayLog), "--no-demo")) {
            useForwarder(stack, agent + edgeLog);
        }

        Set<Lookup> byEdge = LookupLog.read(edgeLog);
        Set<Lookup> byGateway = LookupLog.read(gatewayLog);
        Set<Lookup> byAny = new HashSet<>(byEdge);
        byAny.addAll(byGateway);
        assertThat(declarations("edge-forwarder").missing(byEdge))
                .as("looked up by the forwarder, and not declared")
                .isEmpty();
        assertThat(declarations("gateway-lambda").missing(byGateway))
                .as("looked up by the function, and not declared")
                .isEmpty();
        assertThat(declarations("edge-forwarder", "gateway-lambda").unneeded(byAny))
                .as("declared, and not looked up")
                .isEmpty();
    }

    private static Declarations declarations(String... programs) throws IOException {
        return Declarations.read(
                Stream.concat(CONTRACTS.stream(), Stream.of(programs).map(ScriptRun.ROOT::resolve))
                        .toList());
    }

    /** Datagrams, a put, sampling, health, metrics, documents that are refused; then SIGTERM. */
    private void useForwarder(RaygateStack stack, String agent) throws IOException {
        List<TestDocument> documents = TestDocument.numbered(DOCUMENTS);
        TestDocument put = TestDocument.numbered(1).getFirst();
        try (LoneForwarder forwarder = LoneForwarder.start(
                        directory.resolve("forwarder.log"),
                        Map.of("JAVA_TOOL_OPTIONS", agent),
                        "aws.endpointUrl=" + stack.ports().aws(),
                        "raygate.intake.enabled=true",
                        "raygate.publish.drain-timeout=20s",
                        "raygate.publish.stream=raygate-demo",
                        "raygate.spool.directory=" + directory.resolve("spool"),
                        "raygate.spool.mode=always",
                        "raygate.workloads.source=file",
                        "raygate.workloads.file=" + ScriptRun.ROOT.resolve("demo-shop/workloads.yaml"));
                Datagrams datagrams = new Datagrams(forwarder.ipv4())) {
            datagrams.send(documents, 1_000);
            datagrams.send(Datagrams.framed("{\"name\":\"not a segment\"}"));
            datagrams.send("not a header".getBytes(UTF_8));
            URI port = URI.create("http://" + forwarder.daemonAddress());
            Http.post(
                    port.resolve("/TraceSegments"),
                    "{\"TraceSegmentDocuments\":[\"%s\"]}".formatted(put.body().replace("\"", "\\\"")));
            Http.post(port.resolve("/GetSamplingRules"), "{}");
            Http.post(port.resolve("/SamplingTargets"), "{\"SamplingStatisticsDocuments\":[]}");
            Http.get(forwarder.management().resolve("/q/health/ready"));
            await().atMost(PATIENCE).until(() -> forwarder.metrics().published() == DOCUMENTS + 2);
            assertThat(forwarder.stop()).contains("Books closed: received=" + (DOCUMENTS + 3));
        }
        Set<String> traces = Set.of(documents.getFirst().traceId(), put.traceId());
        await("all documents at X-Ray")
                .atMost(PATIENCE)
                .until(() -> stack.traces().documents(traces).size() == DOCUMENTS + 1);
    }
}
