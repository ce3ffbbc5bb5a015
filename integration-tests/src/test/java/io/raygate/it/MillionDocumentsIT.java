// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.it.stack.ForwarderMetrics;
import io.raygate.it.stack.GatewayBooks;
import io.raygate.it.stack.QueueReader;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.StackStatus;
import io.raygate.testing.RunLength;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many documents, three in a hundred of them invalid, from the socket to X-Ray, which fails at random: what was sent is
 * delivered or in quarantine, and nothing was thrown. {@code -Draygate.long} sends a whole million.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class MillionDocumentsIT {

    private static final int DOCUMENTS = RunLength.of("raygate.it.documents", 15_000, 1_000_000);
    private static final int PER_SECOND = Integer.getInteger("raygate.it.rate", 1_500);
    private static final long SEED = Long.getLong("raygate.it.seed", 20_261_122L);
    private static final int INVALID_PERCENT = 3;
    private static final int CHUNK = 1_000;
    private static final int MAX_BEHIND = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Above it the stack gets more memory: it keeps all documents. */
    private static final int MANY = 100_000;

    /** A stack trace, or an error in a log; warnings that count failures by the name of an exception are none. */
    private static final String FAILURE = "^(\\[[^]]+] )?(\\S+ ERROR |\\s+at |Caused by: )|(Exception|Error): ";

    @Test
    void send_manyWithInvalidOnesWhileXRayFails_eachDeliveredOrInQuarantine() throws IOException {
        try (RaygateStack stack = RaygateStack.start(stackOptions(), "--no-demo");
                var quarantine = new QueueReader(stack.ports().aws(), FailureRun.QUARANTINE)) {
            int invalid = DOCUMENTS / 100 * INVALID_PERCENT;
            long begin = System.nanoTime();
            try (var faults = new RandomFaults(stack, SEED)) {
                faults.begin();
                send(stack);
                awaitPublished(stack);
                awaitDealtWith(stack, DOCUMENTS - invalid, invalid);
            }
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);

            List<JsonNode> messages = quarantine.drain();
            System.out.println(table(stack, messages, taken));
            StackStatus status = stack.status();
            assertThat(status.added()).as("delivered").isEqualTo(DOCUMENTS - invalid);
            assertThat(messages.stream()
                            .map(message -> message.path("body").asText())
                            .distinct())
                    .as("quarantined")
                    .hasSize(invalid);
            assertThat(status.faults("xray")).isPositive();
            assertBooksClosed(stack);
            assertNothingThrown(stack);
        }
    }

    private static List<String> stackOptions() {
        return DOCUMENTS > MANY
                ? List.of("-Xmx6g", "-Draygate.local.xray.max-bytes=4G", "-Draygate.local.xray.max-traces=1000000")
                : List.of();
    }

    /** As fast as asked for, but never far ahead of the forwarder: the kernel would drop datagrams. */
    private static void send(RaygateStack stack) throws IOException {
        try (var datagrams = new Datagrams(stack.ports().daemon())) {
            for (int sent = 0; sent < DOCUMENTS; sent += CHUNK) {
                List<String> chunk = chunk();
                long begin = System.nanoTime();
                for (String document : chunk) {
                    datagrams.send(Datagrams.framed(document));
                }
                long due = begin + TimeUnit.SECONDS.toNanos(CHUNK) / PER_SECOND;
                int expected = sent + CHUNK - MAX_BEHIND;
                await("the forwarder to keep up")
                        .atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .until(() -> System.nanoTime() >= due && stack.metrics().received() >= expected);
            }
        }
    }

    private static List<String> chunk() {
        int invalid = CHUNK / 100 * INVALID_PERCENT;
        List<String> documents = new ArrayList<>(CHUNK);
        TestDocument.numbered(CHUNK - invalid).forEach(document -> documents.add(document.body()));
        List<String> spoilt = InvalidDocuments.numbered(invalid);
        for (int i = 0; i < invalid; i++) {
            documents.add(i * CHUNK / invalid, spoilt.get(i));
        }
        return documents;
    }

    private static void awaitPublished(RaygateStack stack) {
        await("the last block to be on the stream").atMost(PATIENCE).untilAsserted(() -> {
            ForwarderMetrics metrics = stack.metrics();
            assertThat(metrics.published()).as("%s", metrics).isEqualTo(DOCUMENTS);
            assertThat(metrics.addUp()).isTrue();
        });
    }

    private static void awaitDealtWith(RaygateStack stack, int valid, int invalid) {
        await("everything to be dealt with")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    StackStatus status = stack.status();
                    assertThat(status.added()).isGreaterThanOrEqualTo(valid);
                    assertThat(status.sent(FailureRun.QUARANTINE)).isGreaterThanOrEqualTo(invalid);
                    assertThat(status.isIdle()).as("idle").isTrue();
                });
    }

    private static void assertBooksClosed(RaygateStack stack) {
        await("the last line of the books").atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            GatewayBooks books = stack.gatewayBooks();
            assertThat(books.addUp()).as("%s", books).isTrue();
            assertThat(books.rejected()).isZero();
            assertThat(books.delivered()).isGreaterThanOrEqualTo(stack.status().added());
        });
        assertThat(stack.metrics().addUp()).isTrue();
    }

    private static void assertNothingThrown(RaygateStack stack) {
        var failure = Pattern.compile(FAILURE);
        for (String component : List.of("gateway", "local-stack", "edge-forwarder")) {
            assertThat(stack.log(component).stream()
                            .filter(line -> failure.matcher(line).find())
                            .limit(5))
                    .as(component)
                    .isEmpty();
        }
    }

    private static String table(RaygateStack stack, List<JsonNode> messages, Duration taken) {
        ForwarderMetrics metrics = stack.metrics();
        StackStatus status = stack.status();
        Map<String, Integer> byCode = new TreeMap<>();
        messages.forEach(message -> byCode.merge(message.path("code").asText(), 1, Integer::sum));
        return """

                %,d documents, %d %% invalid, X-Ray failing at random (seed %d), in %.1f s
                  received %,13d   by the forwarder
                  published %,12d   accepted by Kinesis, %,d bytes
                  faults %,15d   injected into PutTraceSegments
                  put %,18d   to X-Ray, repetitions included
                  duplicates %,11d   taken, but not told
                  delivered %,12d
                  quarantined %,10d   %s
                """.formatted(
                        DOCUMENTS,
                        INVALID_PERCENT,
                        SEED,
                        taken.toMillis() / 1_000.0,
                        metrics.received(),
                        metrics.published(),
                        status.json().at("/kinesis/bytesPut").asLong(),
                        status.faults("xray"),
                        status.put(),
                        status.duplicates(),
                        status.added(),
                        messages.size(),
                        byCode);
    }
}
