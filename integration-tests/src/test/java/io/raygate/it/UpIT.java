// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.raygate.it.stack.Ports;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.ScriptRun;
import io.raygate.it.stack.SharedStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.xray.model.Service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code ./raygate up}, as a person uses it. That SIGTERM leaves no process and no port is asserted by each close. */
@ExtendWith(SharedStack.class)
class UpIT {

    private static final String FORWARDER = "edge-forwarder/target/quarkus-app/quarkus-run.jar";
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void up_withDemoShop_tracesWithinTenSeconds() {
        try (RaygateStack stack = RaygateStack.start()) {
            long ready = System.nanoTime();
            await("traces of the demo shop")
                    .atMost(SOON)
                    .until(() -> !stack.traces().summaries().isEmpty());
            System.out.printf(
                    "%nReady after %.1f s, first trace %.1f s later%n",
                    seconds(stack.startTime()), seconds(Duration.ofNanos(System.nanoTime() - ready)));
            await("all services of the demo shop in the graph")
                    .atMost(PATIENCE)
                    .until(() -> stack.traces().services().stream()
                            .map(Service::name)
                            .toList()
                            .containsAll(Set.of("storefront", "checkout", "inventory", "payment")));
            await("a trace of the X-Ray SDK that goes on in the OpenTelemetry SDK")
                    .atMost(PATIENCE)
                    .until(() -> stack.traces().summaries().stream()
                            .anyMatch(trace -> crossesToOpenTelemetry(stack.traces()
                                    .documents(List.of(trace.id()))
                                    .values())));
            for (String workload : List.of("checkout", "inventory")) {
                await("the pod behind " + workload + ", and what its team adds")
                        .atMost(PATIENCE)
                        .until(() -> stack.traces().summaries().stream()
                                .flatMap(trace -> stack.traces().documents(List.of(trace.id())).values().stream())
                                .anyMatch(document -> document.contains("\"k8s_workload\":\"" + workload + "\"")
                                        && document.contains("\"team\":\"shop\"")));
            }
        }
    }

    @Test
    void up_twoStacks_sideBySide(RaygateStack first) throws IOException {
        try (RaygateStack second = RaygateStack.start("--no-demo")) {
            TestDocument toFirst = send(first);
            TestDocument toSecond = send(second);
            awaitTrace(first, toFirst);
            awaitTrace(second, toSecond);
            assertThat(first.traces().documents(List.of(toSecond.traceId()))).isEmpty();
            assertThat(second.traces().documents(List.of(toFirst.traceId()))).isEmpty();
        }
    }

    @Test
    void up_portInUse_oneLineThatSaysWhatToDo() throws IOException {
        Ports ports = Ports.free();
        URI page = ports.page();
        try (var occupant = new ServerSocket(page.getPort(), 1, InetAddress.getLoopbackAddress())) {
            ScriptRun script = ScriptRun.of(List.of("up", "--no-build", "--port-offset", "" + ports.offset()));
            assertThat(script.exitStatus(PATIENCE)).isEqualTo(1);
            assertThat(script.output())
                    .as("while %s is taken", occupant)
                    .singleElement()
                    .asString()
                    .contains(page.getPort() + "/tcp", "raygate.local.page.port", "--port-offset");
        }
    }

    @Test
    void up_componentDies_saysWhichAndStopsTheRest() {
        RaygateStack stack = RaygateStack.start("--no-demo");
        List<ProcessHandle> processes = stack.script().descendants();
        processes.stream().filter(UpIT::isForwarder).forEach(ProcessHandle::destroyForcibly);
        assertThat(stack.script().exitStatus(PATIENCE)).isEqualTo(1);
        assertThat(stack.script().output()).anyMatch(line -> line.contains("edge forwarder ended with status 137"));
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(stack.ports().taken()).isEmpty();
    }

    @Test
    void up_supervisorKilled_leavesNoProcess() throws IOException {
        RaygateStack stack = RaygateStack.start("--no-demo");
        send(stack); // so that the function runs too
        await("the function")
                .atMost(PATIENCE)
                .until(() -> stack.script().descendants().stream().anyMatch(UpIT::isFunction));
        List<ProcessHandle> processes = stack.script().descendants();

        stack.script().kill();

        await("the end of all processes")
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(processes).filteredOn(ProcessHandle::isAlive).isEmpty());
        assertThat(stack.ports().taken()).isEmpty();
    }

    @Test
    void up_offsetTenHigher_refusedWithAFreeOne(RaygateStack first) {
        int offset = first.ports().offset();
        ScriptRun script = ScriptRun.of(List.of("up", "--no-build", "--port-offset", "" + (offset + 10)));

        assertThat(script.exitStatus(PATIENCE)).isEqualTo(1);
        assertThat(script.output())
                .singleElement()
                .asString()
                .contains("would take port " + first.ports().management().getPort())
                .contains("--port-offset " + offset)
                .containsPattern("\\./raygate up --port-offset (\\d+|N)$");
    }

    @Test
    void down_stackRuns_stopsItAsSigtermDoes() {
        RaygateStack stack = RaygateStack.start("--no-demo");
        String offset = "" + stack.ports().offset();
        List<ProcessHandle> processes = stack.script().descendants();
        ScriptRun status = ScriptRun.of(List.of("status"));
        int exitStatus = status.exitStatus(PATIENCE);
        assertThat(partsOf(offset, status.output())).hasSize(2).noneMatch(part -> part.contains("not ready"));
        assertThat(exitStatus) // other tests may be starting a stack just now
                .as("%s", status.output())
                .isEqualTo(status.output().stream().anyMatch(part -> part.contains("not ready")) ? 1 : 0);

        ScriptRun down = ScriptRun.of(List.of("down", "--port-offset", offset));

        assertThat(down.exitStatus(PATIENCE)).as("%s", down.output()).isZero();
        assertThat(stack.script().exitStatus(PATIENCE)).isEqualTo(128 + 15);
        assertThat(processes).filteredOn(ProcessHandle::isAlive).isEmpty();
        assertThat(stack.ports().taken()).isEmpty();
    }

    @Test
    void script_misused_2AndOneLine() {
        for (List<String> arguments : List.of(List.of("upp"), List.of("up", "--upp"))) {
            ScriptRun script = ScriptRun.of(arguments);
            assertThat(script.exitStatus(PATIENCE)).isEqualTo(2);
            assertThat(script.output()).singleElement().asString().contains("upp", "--help");
        }
    }

    /** What {@code status} prints of one stack, below the line that begins with its offset. */
    private static List<String> partsOf(String offset, List<String> status) {
        return status.stream()
                .dropWhile(line -> !line.startsWith("--port-offset " + offset + ": pid="))
                .skip(1)
                .takeWhile(line -> !line.startsWith("--port-offset "))
                .toList();
    }

    /** Whether the caller's subsegment is the parent of inventory's segment, and the query's parent is that segment. */
    private static boolean crossesToOpenTelemetry(Collection<String> documents) {
        Map<String, JsonNode> byName = new HashMap<>();
        for (String document : documents) {
            JsonNode tree = tree(document);
            byName.put(tree.path("name").asText(), tree);
        }
        JsonNode inventory = byName.getOrDefault("inventory", MissingNode.getInstance());
        JsonNode query = byName.getOrDefault("stock@db.shop.example", MissingNode.getInstance());
        Set<String> calls = new HashSet<>();
        for (JsonNode caller : byName.values()) {
            caller.path("subsegments").findValuesAsText("id").forEach(calls::add);
        }
        return inventory.at("/aws/xray/sdk").asText().equals("opentelemetry for java")
                && calls.contains(inventory.path("parent_id").asText())
                && query.path("parent_id").asText().equals(inventory.path("id").asText());
    }

    private static JsonNode tree(String document) {
        try {
            return new ObjectMapper().readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On a JVM or natively; the shell that the script may be is neither. */
    private static boolean isForwarder(ProcessHandle process) {
        String program = process.info().command().orElse("");
        return program.endsWith("-runner")
                || (program.endsWith("java") && commandLine(process).contains(FORWARDER));
    }

    static boolean isFunction(ProcessHandle process) {
        String program = process.info().command().orElse("");
        return program.endsWith("/bootstrap") || commandLine(process).contains("runtime.api.client.AWSLambda");
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    private static TestDocument send(RaygateStack stack) throws IOException {
        TestDocument document = TestDocument.numbered(1).getFirst();
        try (var datagrams = new Datagrams(stack.ports().daemon())) {
            datagrams.send(Datagrams.framed(document.body()));
        }
        return document;
    }

    private static void awaitTrace(RaygateStack stack, TestDocument document) {
        await().atMost(PATIENCE)
                .until(() ->
                        stack.traces().documents(List.of(document.traceId())).containsKey(document.id()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
