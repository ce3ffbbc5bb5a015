// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.it.stack.Http;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.SharedStack;
import io.raygate.schema.RejectionReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page's API on a whole stack: from a datagram to the trace on the page, and to a colleague's page. */
@ExtendWith(SharedStack.class)
class ConsoleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void datagram_sent_isOnThePageAndInTheBooks(RaygateStack stack) throws IOException {
        TestDocument document = send(stack);

        await("the trace on the page").atMost(PATIENCE).until(() -> isThere(stack, document));
        await("books of every stage that add up").atMost(PATIENCE).untilAsserted(() -> {
            JsonNode pipeline = get(stack, "/api/pipeline");
            assertThat(pipeline.path("stages"))
                    .extracting(stage -> stage.path("name").asText())
                    .containsExactly("forwarder", "stream", "gateway", "xray");
            assertThat(pipeline.at("/stages/0/state").asText()).isEqualTo("up");
            assertThat(pipeline.at("/stages/0/counts/received").asLong()).isPositive();
            assertThat(pipeline.at("/stages/2/books/Documents").asLong()).isPositive();
            for (int stage : new int[] {0, 2, 3}) {
                assertThat(pipeline.at("/stages/" + stage + "/balance").asText())
                        .as("%s", pipeline.at("/stages/" + stage))
                        .isEqualTo("0");
            }
        });
    }

    @Test
    void snapshot_loadedByAnotherStack_showsTheTrace(RaygateStack stack, @TempDir Path directory) throws IOException {
        TestDocument document = send(stack);
        await("the trace on the page").atMost(PATIENCE).until(() -> isThere(stack, document));
        Path file = directory.resolve("traces.raygate.gz");
        try (InputStream in =
                stack.ports().page().resolve("/api/snapshot").toURL().openStream()) {
            Files.copy(in, file);
        }

        try (RaygateStack other = RaygateStack.start("--no-demo", "--load", file.toString())) {
            assertThat(isThere(other, document)).isTrue();
        }
    }

    @Test
    void remedies_everyReasonOfTheGateway_hasOne(RaygateStack stack) throws IOException {
        JsonNode remedies = get(stack, "/api/remedies");

        for (String reason :
                constants("gateway-lambda/src/main/java/io/raygate/gateway/quarantine/QuarantineReason.java")) {
            assertThat(remedies.path(reason).asText()).as(reason).endsWith(".");
        }
        for (RejectionReason code : RejectionReason.values()) {
            assertThat(remedies.path("INVALID/" + code).asText()).as("%s", code).matches("[A-Z].*\\.");
        }
    }

    /** Of an enum in a module whose classes are not on this class path. */
    private static List<String> constants(String source) throws IOException {
        List<String> names = Pattern.compile("^ {4}([A-Z_]+),?$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("..").resolve(source)))
                .results()
                .map(name -> name.group(1))
                .toList();
        assertThat(names).hasSizeGreaterThan(5);
        return names;
    }

    private static TestDocument send(RaygateStack stack) throws IOException {
        TestDocument document = TestDocument.numbered(1).getFirst();
        try (var datagrams = new Datagrams(stack.ports().daemon())) {
            datagrams.send(Datagrams.framed(document.body()));
        }
        return document;
    }

    private static boolean isThere(RaygateStack stack, TestDocument document) throws IOException {
        String answer = Http.post(
                stack.ports().page().resolve("/api/xray/Traces"),
                "{\"TraceIds\":[\"%s\"]}".formatted(document.traceId()));
        return !JSON.readTree(answer).path("Traces").isEmpty();
    }

    private static JsonNode get(RaygateStack stack, String path) {
        URI uri = stack.ports().page().resolve(path);
        try {
            return JSON.readTree(Http.get(uri));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
