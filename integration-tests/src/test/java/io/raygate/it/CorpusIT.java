// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.it.stack.ForwarderMetrics;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.SharedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Datagrams captured from the X-Ray SDKs for Java, Node.js and Python. What X-Ray takes comes back byte for byte; only
 * what the index calls clearly invalid may be refused.
 */
@ExtendWith(SharedStack.class)
class CorpusIT {

    private static final Path CORPUS = Path.of("..", "..", "shared", "corpus", "datagrams");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ObjectMapper json = new ObjectMapper();

    /** One datagram, and what the index says of it. */
    private record Captured(
            String file, byte[] datagram, String document, String traceId, String id, boolean refusable) {}

    @Test
    void send_everyCapturedDatagram_comesBackByteForByte(RaygateStack stack) throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "captured datagrams are here");
        List<Captured> corpus = read();
        ForwarderMetrics before = stack.metrics();
        long rejectedBefore = stack.gatewayBooks().rejected();
        send(stack, corpus);

        Map<String, String> expected = corpus.stream()
                .filter(captured -> !captured.refusable())
                .collect(Collectors.toMap(Captured::id, Captured::document));
        Set<String> traceIds = corpus.stream().map(Captured::traceId).collect(Collectors.toSet());
        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<String, String> stored = stack.traces().documents(traceIds);
            assertThat(stored).containsAllEntriesOf(expected);
            assertThat(stored.size() + stack.gatewayBooks().rejected() - rejectedBefore)
                    .as("stored and rejected documents")
                    .isEqualTo(corpus.size());
        });
        ForwarderMetrics after = stack.metrics();
        assertThat(after.received() - before.received()).isEqualTo(corpus.size());
        assertThat(after.rejected()).isEqualTo(before.rejected());
        System.out.printf("%n%d of %d captured datagrams came back byte for byte%n", expected.size(), corpus.size());
    }

    private static void send(RaygateStack stack, List<Captured> corpus) throws IOException {
        try (var datagrams = new Datagrams(stack.ports().daemon())) {
            for (Captured captured : corpus) {
                datagrams.send(captured.datagram());
            }
        }
    }

    private List<Captured> read() throws IOException {
        List<Captured> corpus = new ArrayList<>();
        List<String> lines = Files.readAllLines(CORPUS.resolve("INDEX.tsv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t");
            corpus.add(read(columns[0], columns[4].equals("invalid") && columns[5].equals("clear")));
        }
        assertThat(corpus).isNotEmpty();
        return corpus;
    }

    private Captured read(String file, boolean refusable) throws IOException {
        byte[] datagram = Files.readAllBytes(CORPUS.resolve(file));
        String text = new String(datagram, UTF_8);
        String document = text.substring(text.indexOf('\n') + 1);
        JsonNode tree = json.readTree(document);
        return new Captured(
                file,
                datagram,
                document,
                tree.path("trace_id").asText(),
                tree.path("id").asText(),
                refusable);
    }
}
