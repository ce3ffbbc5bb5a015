// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.observe.RejectReason;
import io.raygate.edge.port.Answer;
import io.raygate.edge.port.Outcome;
import io.raygate.edge.port.PendingRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.raygate.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IntakeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MAX_DOCUMENT = 100;

    private final Ledger ledger = new Ledger();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CountDownLatch gate = new CountDownLatch(1);
    private Intake intake = FixedIntakeConfig.on(FixedIntakeConfig.MAX_BODY).open(ledger, registry);
    private FakeHandler handler = FakeHandler.ofLedger(ledger);

    @AfterEach
    void stop_andNothingIsHeld() throws InterruptedException {
        gate.countDown();
        intake.stop();
        assertThat(pendingBytes()).isZero();
    }

    @Test
    void put_documents_areHandedOverAsTheyAre() throws Exception {
        start();

        Answer answer = put("{\"id\":\"€\"}", "not json", " ");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(answer.body())).isEqualTo("{\"UnprocessedTraceSegments\":[]}");
        assertThat(handler.documents()).containsExactly("{\"id\":\"€\"}", "not json", " ");
        assertThat(ledger.balance().received()).isEqualTo(3);
    }

    @Test
    void put_documentsThatCannotBeTaken_areCountedAndNamedAndTheOthersTaken() throws Exception {
        start();

        Answer answer = put("a", "", "x".repeat(MAX_DOCUMENT + 1), "\ud83d", "b");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
        JsonArray unprocessed = new JsonObject(Buffer.buffer(answer.body())).getJsonArray("UnprocessedTraceSegments");
        assertThat(unprocessed.stream()
                        .map(JsonObject.class::cast)
                        .map(entry -> entry.getString("ErrorCode") + ": " + entry.getString("Message")))
                .satisfiesExactly(
                        entry -> assertThat(entry).startsWith("InvalidSegment: Document 2 was refused: EMPTY_DOCUMENT"),
                        entry -> assertThat(entry)
                                .startsWith("InvalidSegment: Document 3 was refused: OVERSIZE_DOCUMENT"),
                        entry -> assertThat(entry).startsWith("InvalidSegment: Document 4 was refused: NOT_UNICODE"));
        assertThat(handler.documents()).containsExactly("a", "b");
        Ledger.Balance balance = ledger.balance();
        assertThat(balance.received()).isEqualTo(5);
        assertThat(balance.rejected())
                .containsEntry(RejectReason.EMPTY_DOCUMENT, 1L)
                .containsEntry(RejectReason.OVERSIZE_DOCUMENT, 1L)
                .containsEntry(RejectReason.NOT_UNICODE, 1L);
    }

    @Test
    void put_noDocuments_isAnsweredAndCountsNothing() throws Exception {
        start();

        assertThat(put().status()).isEqualTo(200);
        assertThat(ledger.balance().received()).isZero();
    }

    @Test
    void put_malformed_takesNothing() throws Exception {
        start();

        Answer answer = putBody("{\"TraceSegmentDocuments\":[\"a\",\"b\",5]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("x-amzn-errortype", "InvalidRequestException");
        assertThat(handler.documents()).isEmpty();
        assertThat(ledger.balance().received()).isZero();
    }

    @Test
    void take_moreThanMayWait_isRefusedAndLeavesNothing() throws Exception {
        handler = FakeHandler.behind(gate, ledger);
        start();
        CompletionStage<Answer> inHand = begin(body("in hand"));
        handler.awaitFirst();
        List<CompletionStage<Answer>> waiting = new ArrayList<>();
        String large = body("w".repeat(MAX_DOCUMENT)) + " ".repeat(20_000);
        waiting.add(begin(large));
        waiting.add(begin(large));
        waiting.add(begin(large));

        PendingRequest tooMuch = intake.begin();
        assertThat(tooMuch.take(bytes(body("a")))).isEmpty();
        Optional<Answer> refusal = tooMuch.take(bytes(" ".repeat(20_000)));
        tooMuch.close();

        assertThat(refusal.orElseThrow().status()).isEqualTo(429);
        assertThat(refusal.orElseThrow().headers()).containsEntry("x-amzn-errortype", "ThrottledException");
        assertThat(ledger.balance().received()).isZero();
        gate.countDown();
        assertThat(answerOf(inHand).status()).isEqualTo(200);
        for (CompletionStage<Answer> answer : waiting) {
            assertThat(answerOf(answer).status()).isEqualTo(200);
        }
        await(() -> pendingBytes() == 0);
        assertThat(put("room again").status()).isEqualTo(200);
        assertThat(ledger.balance().received()).isEqualTo(5);
    }

    @Test
    void close_beforeItsTurn_isNotTaken() throws Exception {
        handler = FakeHandler.behind(gate, ledger);
        start();
        CompletionStage<Answer> inHand = begin(body("in hand"));
        handler.awaitFirst();
        PendingRequest gone = intake.begin();
        gone.take(bytes(body("gone")));
        gone.complete();

        gone.close();
        gate.countDown();

        assertThat(answerOf(inHand).status()).isEqualTo(200);
        assertThat(put("after").status()).isEqualTo(200);
        assertThat(handler.documents()).containsExactly("in hand", "after");
    }

    @Test
    void close_whileItIsTaken_keepsWhatIsInTheBooks() throws Exception {
        handler = FakeHandler.behind(gate, ledger);
        start();
        PendingRequest gone = intake.begin();
        gone.take(bytes(body("1", "2")));
        CompletionStage<Answer> answer = gone.complete();
        handler.awaitFirst();

        gone.close();
        gate.countDown();

        assertThat(answerOf(answer).status()).isEqualTo(200);
        assertThat(ledger.balance().received()).isEqualTo(2);
    }

    @Test
    void complete_beforeTheStart_isRefused() throws Exception {
        assertThat(put("early").status()).isEqualTo(503);
        assertThat(ledger.balance().received()).isZero();
    }

    @Test
    void stop_whileRequestsWait_takesThemAndRefusesLaterOnes() throws Exception {
        handler = FakeHandler.behind(gate, ledger);
        start();
        List<CompletionStage<Answer>> accepted = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            accepted.add(begin(body("document " + i)));
        }
        handler.awaitFirst();
        Thread stopper = Thread.ofPlatform().start(() -> {
            try {
                intake.stop();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        await(() -> stopper.getState() == Thread.State.WAITING);

        Answer late = put("late");
        gate.countDown();
        stopper.join();

        assertThat(late.status()).isEqualTo(503);
        for (CompletionStage<Answer> answer : accepted) {
            assertThat(answerOf(answer).status()).isEqualTo(200);
        }
        assertThat(handler.documents()).hasSize(20).doesNotContain("late");
        assertThat(handler.isClosed()).isTrue();
    }

    @Test
    void onPause_whereNoRequestsCome_isCalledAllTheSame() throws Exception {
        start();
        put("one");

        int pauses = handler.pauses();
        await(() -> handler.pauses() > pauses + 2);
    }

    @Test
    void bug_whileTaking_endsTheThreadAndAnswersAllThatWait() throws Exception {
        handler = FakeHandler.behind(gate, ledger);
        start();
        assertThat(intake.isAlive()).isTrue();
        CompletionStage<Answer> broken = begin(body("bug"));
        CompletionStage<Answer> behind = begin(body("behind"));
        handler.awaitFirst();
        gate.countDown();

        assertThatThrownBy(() -> answerOf(broken)).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(answerOf(behind).status()).isEqualTo(503);
        await(() -> !intake.isAlive());
        assertThat(put("later").status()).isEqualTo(503);
        assertThat(handler.isClosed()).isTrue();
    }

    private void start() {
        intake.start(() -> handler, MAX_DOCUMENT);
    }

    private Answer put(String... documents) throws Exception {
        return putBody(body(documents));
    }

    private Answer putBody(String body) throws Exception {
        PendingRequest request = intake.begin();
        request.take(bytes(body));
        try {
            return answerOf(request.complete());
        } finally {
            request.close();
        }
    }

    private CompletionStage<Answer> begin(String body) {
        PendingRequest request = intake.begin();
        assertThat(request.take(bytes(body))).isEmpty();
        return request.complete();
    }

    private static Answer answerOf(CompletionStage<Answer> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e;
        }
    }

    private static String body(String... documents) {
        StringBuilder escaped = new StringBuilder();
        for (String document : documents) {
            escaped.append(escaped.isEmpty() ? "" : ",").append('"');
            document.chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
            escaped.append('"');
        }
        return "{\"TraceSegmentDocuments\":[" + escaped + "]}";
    }

    private double pendingBytes() {
        return registry.get("raygate.intake.pending.bytes").gauge().value();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}
