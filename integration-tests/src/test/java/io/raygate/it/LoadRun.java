// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.ForwarderMetrics;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.StackStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Documents on their way through a stack, and the counters of its stages since the run began. */
final class LoadRun {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final RaygateStack stack;
    private final List<TestDocument> documents;
    private final ForwarderMetrics metricsBefore;
    private final StackStatus statusBefore;

    LoadRun(RaygateStack stack, int count) {
        this.stack = stack;
        this.documents = TestDocument.numbered(count);
        await("what was sent before to be dealt with")
                .atMost(PATIENCE)
                .until(() -> stack.metrics().buffered() == 0 && stack.status().isIdle());
        this.metricsBefore = stack.metrics();
        this.statusBefore = stack.status();
    }

    /** Begins to send; the future completes when all is sent. */
    CompletableFuture<Void> send(int perSecond) {
        return CompletableFuture.runAsync(() -> {
            try (var datagrams = new Datagrams(stack.ports().daemon())) {
                datagrams.send(documents, perSecond);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }

    /** Waits until X-Ray holds this many documents of the run. */
    void awaitStored(long count) {
        await(count + " documents stored")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(stored()).isGreaterThanOrEqualTo(count));
    }

    /** Waits for the last document; then all that was sent has to be there, byte for byte, and all counters agree. */
    void assertComplete() {
        awaitStored(documents.size());
        Map<String, String> sent = documents.stream().collect(Collectors.toMap(TestDocument::id, TestDocument::body));
        Map<String, String> stored = stack.traces()
                .documents(
                        documents.stream().map(TestDocument::traceId).distinct().toList());
        await("the forwarder's books to settle")
                .atMost(PATIENCE)
                .until(() -> stack.metrics().buffered() == 0);
        ForwarderMetrics metrics = stack.metrics();
        assertThat(sent.keySet().stream().filter(id -> !stored.containsKey(id)).count())
                .as("documents that are missing")
                .isZero();
        assertThat(stored.equals(sent)).as("all documents as they were sent").isTrue();
        assertThat(metrics.received() - metricsBefore.received()).isEqualTo(documents.size());
        assertThat(metrics.published() - metricsBefore.published()).isEqualTo(documents.size());
        assertThat(stored()).isEqualTo(documents.size());
        assertThat(metrics.addUp()).as("%s", metrics).isTrue();
    }

    /** The counters side by side, for people who read the build's output. */
    String table(String title) {
        ForwarderMetrics metrics = stack.metrics();
        StackStatus status = stack.status();
        return """

                %s
                  sent %,17d
                  received %,13d   by the forwarder
                  published %,12d   accepted by Kinesis
                  put %,18d   to X-Ray, repetitions included
                  stored %,15d   by X-Ray
                """.formatted(
                        title,
                        documents.size(),
                        metrics.received() - metricsBefore.received(),
                        metrics.published() - metricsBefore.published(),
                        status.put() - statusBefore.put(),
                        stored());
    }

    long stored() {
        return stack.status().stored() - statusBefore.stored();
    }

    long throttled() {
        return stack.status().throttled() - statusBefore.throttled();
    }

    long putFailures() {
        return stack.metrics().putFailures() - metricsBefore.putFailures();
    }

    long gatewayStarts() {
        return stack.status().gatewayStarts() - statusBefore.gatewayStarts();
    }
}
