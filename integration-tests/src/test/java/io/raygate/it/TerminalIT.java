// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.ScriptRun;
import io.raygate.it.stack.SharedStack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The verbs of {@code ./raygate} that look at a stack: what was sent to its forwarder is what they show. */
@ExtendWith(SharedStack.class)
class TerminalIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Of the segment of {@link TestDocument#numbered}. */
    private static final String NAME = "load-0";

    @Test
    void traces_filter_listsWhatItTakes(RaygateStack stack) throws IOException {
        TestDocument document = send(stack);
        String filter = "service(\"" + NAME + "\") AND annotation.number = 0";

        await("the trace in the list")
                .atMost(PATIENCE)
                .until(() -> run(stack, 0, "traces", "-n", "1000", filter).stream()
                        .anyMatch(line ->
                                line.contains(document.traceId()) && line.contains("ok") && line.contains("200")));
        assertThat(run(stack, 0, "traces", "-n", "1000", filter + " AND fault"))
                .noneMatch(line -> line.contains(document.traceId()));
        List<String> json = run(stack, 0, "traces", "-n", "1000", "--json", filter);
        List<String> ids = new ArrayList<>();
        for (String line : json) {
            ids.add(new ObjectMapper().readTree(line).path("Id").asText());
        }
        assertThat(ids).contains(document.traceId());
    }

    @Test
    void traces_filterError_2AndItsPosition(RaygateStack stack) {
        assertThat(run(stack, 2, "traces", "service(=)"))
                .singleElement()
                .asString()
                .contains("the filter has an error at line 1, position 9: Invalid input symbol: '='");
    }

    @Test
    void trace_idInAnyForm_timeline(RaygateStack stack) throws IOException {
        TestDocument document = send(stack);
        String id = document.traceId();
        awaitTrace(stack, document);

        for (String pasted : List.of(
                id,
                "00-" + id.substring(2).replace("-", "") + "-00f067aa0ba902b7-01",
                "https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#xray:traces/" + id)) {
            assertThat(run(stack, 0, "trace", pasted))
                    .satisfiesExactly(
                            head -> assertThat(head).startsWith("Trace " + id),
                            segment ->
                                    assertThat(segment).startsWith(NAME + " ").endsWith("█"),
                            subsegment -> assertThat(subsegment)
                                    .startsWith("  items ")
                                    .endsWith("█"));
        }
        assertThat(run(stack, 1, "trace", TestDocument.newTraceId()))
                .singleElement()
                .asString()
                .contains("is not in http://127.0.0.1:" + stack.ports().aws().getPort());
    }

    @Test
    void tail_traceComes_printsIt(RaygateStack stack) throws IOException {
        TestDocument document = send(stack);

        assertThat(run(
                        stack,
                        0,
                        "tail",
                        "--since",
                        "1m",
                        "-n",
                        "1",
                        "annotation.number = 0 AND service(\"" + NAME + "\")"))
                .singleElement()
                .asString()
                .contains("  1-");
    }

    @Test
    void map_afterATrace_showsItsService(RaygateStack stack) throws IOException {
        TestDocument document = send(stack);
        awaitTrace(stack, document);

        assertThat(run(stack, 0, "map")).anyMatch(line -> line.startsWith(NAME + " "));
    }

    /** On a stack of its own: what tests do to the shared one may take its time to settle. */
    @Test
    void books_afterATrace_areClosed() throws IOException {
        try (RaygateStack stack = RaygateStack.start("--no-demo")) {
            awaitTrace(stack, send(stack));

            await("closed books")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(run(stack, 0, "books"))
                            .anyMatch(line -> line.startsWith("forwarder") && line.contains("received=1, "))
                            .anyMatch(line -> line.startsWith("gateway") && line.contains("Delivered=1, "))
                            .last()
                            .isEqualTo("Books closed"));
        }
    }

    @Test
    void send_madeUp_theCommandThatItPrintsShowsTheTrace(RaygateStack stack) {
        List<String> command = List.of(run(stack, 0, "send").getLast().strip().split(" "));
        assertThat(command)
                .startsWith("./raygate", "trace")
                .endsWith("--port-offset", "" + stack.ports().offset());

        await("the timeline").atMost(PATIENCE).untilAsserted(() -> {
            ScriptRun trace = ScriptRun.of(command.subList(1, command.size()));
            assertThat(trace.exitStatus(PATIENCE)).isZero();
            assertThat(trace.output()).anyMatch(line -> line.startsWith("raygate-send "));
        });
    }

    private static List<String> run(RaygateStack stack, int status, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--port-offset", "" + stack.ports().offset()));
        ScriptRun script = ScriptRun.of(all);
        assertThat(script.exitStatus(PATIENCE)).as("%s", script.output()).isEqualTo(status);
        return script.output();
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
}
