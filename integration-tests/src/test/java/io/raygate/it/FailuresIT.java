// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.it.stack.Http;
import io.raygate.it.stack.QueueReader;
import io.raygate.it.stack.RaygateStack;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Everything that can fail behind the stream, one after the other: docs/failures.md names each of these tests. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FailuresIT {

    private static final int VALID = 600;
    private static final int INVALID = 30;

    private static RaygateStack stack;

    /** Short times, so that a call's and an invocation's end come soon. */
    @BeforeAll
    static void start() {
        stack = RaygateStack.start(
                List.of(
                        "-Draygate.local.function.timeout=12s",
                        "-Draygate.local.event-source-mapping.max-retry-backoff=1s",
                        "-Draygate.local.function.environment.RAYGATE_SUBMIT_REQUEST_TIMEOUT=2s",
                        "-Draygate.local.function.environment.RAYGATE_SUBMIT_MAX_BACKOFF=500ms"),
                "--no-demo");
        try (var warmUp = run()) {
            warmUp.put();
            warmUp.awaitEnd();
        }
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void throttled_halfOfTheCalls_onceEach() {
        try (var run = run()) {
            run.inject("xray", "{\"kind\":\"throttle\",\"share\":0.5,\"seconds\":4}");
            run.put();
            run.assertOnceEach();
            assertThat(run.faults("xray")).isPositive();
        }
    }

    @Test
    void partial_someUnprocessed_onceEach() {
        try (var run = run()) {
            run.inject("xray", "{\"kind\":\"unprocessed\",\"share\":0.3,\"seconds\":4}");
            run.put();
            run.assertOnceEach();
            assertThat(run.faults("xray")).isPositive();
        }
    }

    @Test
    void timeout_noAnswerBeforeTheDeadline_comeAgain() {
        try (var run = run()) {
            run.inject("xray", "{\"kind\":\"slow\",\"delayMillis\":3000,\"seconds\":9}");
            run.put();
            run.assertAtLeastOnce();
            assertThat(run.faults("xray")).isPositive();
            assertThat(run.duplicates()).as("taken, but not told").isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void unreadable_recordAmongOthers_holdsUpNobody(HostileRecord record) {
        try (var run = new FailureRun(stack, VALID / 3, 0, record)) {
            run.put();
            run.assertOnceEach();
        }
    }

    @Test
    void xrayDown_connectionsBreak_onceEach() {
        try (var run = run()) {
            run.inject("xray", "{\"kind\":\"reset\",\"seconds\":10}");
            run.put();
            run.assertAtLeastOnce();
            assertThat(run.faults("xray")).isPositive();
            assertThat(run.duplicates()).as("controls").isLessThan(run.faults("xray"));
        }
    }

    @Test
    void xrayFails_afterItHasTaken_comeAgain() {
        try (var run = run()) {
            run.inject("xray", "{\"kind\":\"reset-after\",\"share\":0.5,\"seconds\":3}");
            run.put();
            run.assertAtLeastOnce();
            assertThat(run.duplicates()).as("taken, but not told").isPositive();
        }
    }

    @Test
    void sqsDown_quarantineRefuses_keptWhenItIsBack() {
        try (var run = run()) {
            run.inject("sqs", "{\"kind\":\"http-500\",\"operation\":\"SendMessageBatch\",\"seconds\":12}");
            run.put();
            run.assertAtLeastOnce();
            assertThat(run.faults("sqs")).isPositive();
        }
    }

    @Test
    void bisect_unprocessedWithoutId_isFoundAndNothingLost() {
        try (var run = run()) {
            run.inject("xray", "{\"kind\":\"unprocessed-without-id\",\"share\":0.05,\"seconds\":3}");
            run.put();
            run.assertAtLeastOnce();
            assertThat(run.faults("xray")).isPositive();
        }
    }

    @Test
    void reread_fromTrimHorizon_nothingNew() {
        try (var run = run()) {
            run.put();
            run.assertOnceEach();
        }
        try (var run = new FailureRun(stack, 0, 0)) {
            long duplicates = run.duplicates();
            Http.post(stack.ports().page().resolve("/api/rewind"), "{}");
            await("all of the stream to be delivered again")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> run.duplicates() - duplicates >= VALID
                            && stack.status().isIdle());
            run.assertStored();
            run.assertBooksClosed();
        }
    }

    @Test
    void redrive_refusedByXRay_storedInTheEndAndTheRestParked() {
        try (var run = new FailureRun(stack, VALID, INVALID);
                var parked = new QueueReader(stack.ports().aws(), "raygate-parked")) {
            run.inject("xray", "{\"kind\":\"unprocessed\",\"code\":\"InvalidSegment\",\"share\":0.1,\"seconds\":60}");
            run.put();
            await("the refused ones to be in quarantine")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> run.quarantinedAgain() == VALID / 10
                            && stack.status().isIdle());
            Http.delete(stack.ports().page().resolve("/api/faults/xray"));
            redriveAll();
            run.assertStored();
            run.assertBooksClosed();
            List<JsonNode> again = parked.drain();
            assertThat(again).hasSize(INVALID);
        }
    }

    /** Once, or again for what a slow machine has left in the queue. */
    private static void redriveAll() {
        await("quarantine to be empty").atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            redrive();
            assertThat(stack.status().waiting(FailureRun.QUARANTINE)).isZero();
        });
    }

    private static void redrive() {
        Http.post(stack.ports().page().resolve("/api/redrive"), "{}");
        await("the redrive to end")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(Http.get(stack.ports().page().resolve("/api/redrive")))
                        .contains("\"state\":\"done\""));
    }

    private static FailureRun run() {
        return new FailureRun(stack, VALID, INVALID);
    }
}
