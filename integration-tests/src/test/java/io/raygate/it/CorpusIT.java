// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.it.stack.ForwarderMetrics;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.SharedStack;
import io.raygate.schema.SegmentValidator;
import io.raygate.schema.ValidationMode;
import io.raygate.schema.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
 * Datagrams captured from the X-Ray SDKs for Java, Node.js and Python. What conforms comes back byte for byte, what
 * does not comes back repaired, and only what the index calls clearly invalid may be refused.
 */
@ExtendWith(SharedStack.class)
class CorpusIT {

    private static final Path CORPUS = Path.of("..", "..", "shared", "corpus", "datagrams");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ObjectMapper json = new ObjectMapper();

    private final SegmentValidator validator = SegmentValidator.of(ValidationMode.REPAIR);

    /**
     * One datagram, and what the index says of it.
     *
     * @param conforms valid beyond dispute: must not be touched
     * @param invalid  invalid beyond dispute: may be refused
     */
    private record Captured(
            String file, byte[] datagram, String document, String traceId, boolean conforms, boolean invalid) {}

    @Test
    void send_everyCapturedDatagram_comesBackAsItIsOrRepaired(RaygateStack stack) throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "captured datagrams are here");
        List<Captured> corpus = read();
        Map<String, String> expected = new HashMap<>();
        for (Captured captured : corpus) {
            for (String document : delivered(captured)) {
                expected.put(json.readTree(document).path("id").asText(), document);
            }
        }
        ForwarderMetrics before = stack.metrics();
        send(stack, corpus);

        Set<String> traceIds = corpus.stream().map(Captured::traceId).collect(Collectors.toSet());
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(stack.traces().documents(traceIds)).isEqualTo(expected));
        ForwarderMetrics after = stack.metrics();
        assertThat(after.received() - before.received()).isEqualTo(corpus.size());
        assertThat(after.rejected()).isEqualTo(before.rejected());
        long untouched = corpus.stream()
                .filter(captured -> expected.containsValue(captured.document()))
                .count();
        System.out.printf(
                "%n%d captured datagrams: %d came back byte for byte, %d repaired, %d rejected%n",
                corpus.size(), untouched, expected.size() - untouched, corpus.size() - expected.size());
    }

    /** What X-Ray must hold of a document in the end. */
    private List<String> delivered(Captured captured) {
        byte[] document = captured.document().getBytes(UTF_8);
        return switch (validator.validate(document, 0, document.length)) {
            case Verdict.Accepted _ -> List.of(captured.document());
            case Verdict.Repaired repaired -> {
                assertThat(captured.conforms())
                        .as("%s was touched", captured.file())
                        .isFalse();
                yield repaired.documents().stream()
                        .map(body -> new String(body, UTF_8))
                        .toList();
            }
            case Verdict.Rejected rejected -> {
                assertThat(captured.invalid())
                        .as("%s: %s", captured.file(), rejected)
                        .isTrue();
                yield List.of();
            }
        };
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
            boolean clear = columns[5].equals("clear");
            boolean valid = columns[4].equals("valid");
            corpus.add(read(columns[0], clear && valid, clear && !valid));
        }
        assertThat(corpus).isNotEmpty();
        return corpus;
    }

    private Captured read(String file, boolean conforms, boolean invalid) throws IOException {
        byte[] datagram = Files.readAllBytes(CORPUS.resolve(file));
        String text = new String(datagram, UTF_8);
        String document = text.substring(text.indexOf('\n') + 1);
        String traceId = json.readTree(document).path("trace_id").asText();
        return new Captured(file, datagram, document, traceId, conforms, invalid);
    }
}
