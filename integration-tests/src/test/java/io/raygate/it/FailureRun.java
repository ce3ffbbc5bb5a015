// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.it.stack.BlockSender;
import io.raygate.it.stack.GatewayBooks;
import io.raygate.it.stack.Http;
import io.raygate.it.stack.QueueReader;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.StackStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Documents on their way from the stream on while something fails, and what became of each of them: X-Ray or quarantine,
 * and nothing else.
 */
final class FailureRun implements AutoCloseable {

    static final String QUARANTINE = "raygate-quarantine";
    static final String HELD = "raygate-held";

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int DOCUMENTS_PER_BLOCK = 20;
    private static final int DOCUMENTS_PER_CALL = 50;

    private final RaygateStack stack;
    private final List<TestDocument> valid;
    private final List<String> invalid;
    private final List<HostileRecord> hostile;
    private final BlockSender sender;
    private final QueueReader quarantine;
    private final QueueReader held;
    private final StackStatus before;
    private final GatewayBooks booksBefore;

    FailureRun(RaygateStack stack, int valid, int invalid, HostileRecord... hostile) {
        this.stack = stack;
        this.valid = TestDocument.numbered(valid);
        this.invalid = InvalidDocuments.numbered(invalid);
        this.hostile = List.of(hostile);
        this.sender = new BlockSender(stack.ports().aws());
        this.quarantine = new QueueReader(stack.ports().aws(), QUARANTINE);
        this.held = new QueueReader(stack.ports().aws(), HELD);
        await("what was sent before to be dealt with")
                .atMost(PATIENCE)
                .until(() -> stack.status().isIdle());
        quarantine.drain();
        held.drain();
        this.before = stack.status();
        this.booksBefore = stack.gatewayBooks();
    }

    /** Makes a service fail from now on; {@code fault} is what {@code /api/faults} takes. */
    void inject(String service, String fault) {
        Http.post(stack.ports().page().resolve("/api/faults/" + service), fault);
    }

    /** Puts all of it on the stream, well mixed. */
    void put() {
        List<String> documents = new ArrayList<>(invalid);
        valid.forEach(document -> documents.add(document.body()));
        Collections.shuffle(documents, new Random(42));
        List<byte[]> records = TestBlocks.pack(documents, DOCUMENTS_PER_BLOCK);
        for (HostileRecord record : hostile) {
            records.add(records.size() / 2, record.data());
        }
        sender.put(records);
    }

    /** Waits until everything has been dealt with. */
    void awaitEnd() {
        await("everything to be dealt with")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    StackStatus now = stack.status();
                    assertThat(now.stored() - before.stored()).isGreaterThanOrEqualTo(valid.size());
                    assertThat(kept(now)).isGreaterThanOrEqualTo(invalid.size() + hostile.size());
                    assertThat(now.isIdle()).as("idle").isTrue();
                });
    }

    /** Every valid document is in X-Ray as it was sent. */
    void assertStored() {
        Map<String, String> sent = new HashMap<>();
        valid.forEach(document -> sent.put(document.id(), document.body()));
        Map<String, String> stored = stack.traces()
                .documents(valid.stream().map(TestDocument::traceId).distinct().toList());
        assertThat(stored.equals(sent))
                .as("sent=%d, stored=%d", sent.size(), stored.size())
                .isTrue();
        assertThat(stack.status().stored() - before.stored()).isEqualTo(valid.size());
    }

    /** Every invalid document is in quarantine, and every record that cannot be read where it belongs; gives the messages. */
    List<JsonNode> assertKept() {
        List<JsonNode> messages = quarantine.drain();
        List<JsonNode> waiting = held.drain();
        assertThat(unreadable(messages)).isEqualTo(hostileIn(QUARANTINE));
        assertThat(unreadable(waiting)).isEqualTo(hostileIn(HELD));
        messages.addAll(waiting);
        assertThat(messages.stream()
                        .filter(message -> !message.path("reason").asText().equals("UNREADABLE_BLOCK"))
                        .map(message -> message.path("body").asText())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(invalid);
        return messages;
    }

    private static Set<String> unreadable(List<JsonNode> messages) {
        return messages.stream()
                .filter(message -> message.path("reason").asText().equals("UNREADABLE_BLOCK"))
                .map(message -> message.path("code").asText())
                .collect(Collectors.toSet());
    }

    private Set<String> hostileIn(String queue) {
        return hostile.stream()
                .filter(record -> record.queue().equals(queue))
                .map(HostileRecord::code)
                .collect(Collectors.toSet());
    }

    /** Messages that both queues have got. */
    private long kept(StackStatus now) {
        return now.sent(QUARANTINE) - before.sent(QUARANTINE) + now.sent(HELD) - before.sent(HELD);
    }

    /** What came in is what went out, invocation by invocation. */
    void assertBooksClosed() {
        GatewayBooks books = stack.gatewayBooks().minus(booksBefore);
        assertThat(books.addUp()).as("%s", books).isTrue();
        assertThat(books.rejected()).as("gone, since no queue took them").isZero();
    }

    /** Documents that X-Ray was handed although it had them. */
    long duplicates() {
        return stack.status().duplicates() - before.duplicates();
    }

    /** Messages sent to quarantine beyond those that belong there. */
    long quarantinedAgain() {
        return kept(stack.status()) - invalid.size() - hostile.size();
    }

    /** Faults that hit a call of a service. */
    long faults(String service) {
        return stack.status().faults(service) - before.faults(service);
    }

    /**
     * A slow machine may break a call that nobody has asked to fail: only the documents of such calls come twice, and behind
     * each failure the one that X-Ray has taken before.
     */
    private void assertDuplicatesExplained() {
        long brokenCalls = stack.gatewayBooks().minus(booksBefore).callFailures();
        assertThat(duplicates()).isBetween(0L, brokenCalls * (DOCUMENTS_PER_CALL + 1) + faults("xray"));
    }

    /** Nothing lost, nothing kept twice, books closed. */
    void assertOnceEach() {
        awaitEnd();
        assertStored();
        assertThat(assertKept()).hasSize(invalid.size() + hostile.size());
        assertDuplicatesExplained();
        assertBooksClosed();
    }

    /** Nothing lost, books closed; what X-Ray and the queue have taken before may come twice. */
    void assertAtLeastOnce() {
        awaitEnd();
        assertStored();
        assertKept();
        assertBooksClosed();
    }

    @Override
    public void close() {
        for (String service : List.of("xray", "sqs", "ssm")) {
            Http.delete(stack.ports().page().resolve("/api/faults/" + service));
        }
        sender.close();
        quarantine.close();
        held.close();
    }
}
