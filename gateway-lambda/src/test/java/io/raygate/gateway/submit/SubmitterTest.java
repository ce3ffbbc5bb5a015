// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.Deadline;
import io.raygate.gateway.Documents;
import io.raygate.gateway.Events;
import io.raygate.gateway.FakeTiming;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.quarantine.Quarantined;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class SubmitterTest {

    private static final PutAnswer TAKEN = new PutAnswer.Taken(List.of());
    private static final PutAnswer THROTTLED = new PutAnswer.Throttled("ThrottledException");
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void submit_allTaken_deliversAll() throws Exception {
        FakeTraceSink sink = new FakeTraceSink(_ -> TAKEN);

        Submission submission = submit(sink, batches(130), SOON);

        assertThat(submission.delivered()).isEqualTo(130);
        assertThat(submission.refused()).isEmpty();
        assertThat(submission.unfinished()).isEmpty();
        assertThat(sink.taken()).hasSize(130).doesNotHaveDuplicates();
    }

    @Test
    void submit_throttledTwice_deliversAllInTheEnd() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        FakeTraceSink sink = new FakeTraceSink(_ -> calls.incrementAndGet() <= 2 ? THROTTLED : TAKEN);

        Submission submission = submit(sink, batches(10), SOON);

        assertThat(submission.delivered()).isEqualTo(10);
        assertThat(submission.calls().retries()).isEqualTo(2);
        assertThat(submission.unfinishedRecords()).isEmpty();
    }

    @Test
    void submit_oneDocumentSpoilsTheCall_isFoundAndTheRestDelivered() throws Exception {
        FakeTraceSink sink = new FakeTraceSink(refusing("document 17"));

        Submission submission = submit(sink, batches(50), SOON);

        assertThat(submission.delivered()).isEqualTo(49);
        assertThat(texts(submission)).containsExactly("document 17");
        assertThat(submission.refused()).extracting(Quarantined::code).containsExactly("InvalidRequestException");
        assertThat(sink.taken()).hasSize(49).doesNotContain("document 17");
        assertThat(sink.calls()).isLessThan(15);
    }

    @Test
    void submit_neverTakenBeforeTheDeadline_reportsItsRecords() throws Exception {
        FakeTraceSink sink = new FakeTraceSink(documents -> documents.contains("document 60") ? THROTTLED : TAKEN);

        Submission submission = submit(sink, batches(100), Duration.ofMillis(200));

        assertThat(submission.delivered()).isEqualTo(50);
        assertThat(submission.unfinished()).hasSize(50);
        assertThat(submission.unfinishedRecords())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(50, 100).boxed().toList());
    }

    @Test
    void submit_deadlineAlreadyOver_callsNobody() throws Exception {
        FakeTraceSink sink = new FakeTraceSink(_ -> TAKEN);

        Submission submission = submit(sink, batches(10), Duration.ofMillis(-1));

        assertThat(sink.calls()).isZero();
        assertThat(submission.unfinished()).hasSize(10);
    }

    @Test
    void submit_idOfAnswerIsNull_findsTheDocumentByHalving() throws Exception {
        FakeTraceSink sink = new FakeTraceSink(documents -> documents.contains("document 17")
                ? new PutAnswer.Taken(List.of(new Unprocessed("", "MissingId", "")))
                : TAKEN);

        Submission submission = submit(sink, batches(50), SOON);

        assertThat(submission.delivered()).isEqualTo(49);
        assertThat(texts(submission)).containsExactly("document 17");
        assertThat(submission.refused()).extracting(Quarantined::code).containsExactly("MissingId");
    }

    @Test
    void submit_unprocessedButRetryable_isSentAgainAlone() throws Exception {
        List<ReceivedDocument> segments = IntStream.range(0, 10)
                .mapToObj(i -> Documents.document(i, Events.segment(i)))
                .toList();
        AtomicInteger calls = new AtomicInteger();
        FakeTraceSink sink = new FakeTraceSink(_ -> calls.getAndIncrement() == 0
                ? new PutAnswer.Taken(List.of(new Unprocessed("%016x".formatted(3), "ThrottledException", "")))
                : TAKEN);

        Submission submission = submit(sink, List.of(new Batch(segments)), SOON);

        assertThat(submission.delivered()).isEqualTo(10);
        assertThat(submission.calls().retries()).isEqualTo(1);
        assertThat(sink.taken()).hasSize(11).endsWith(Events.segment(3));
    }

    @Test
    void submit_throttled_isCountedAsThrottled() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        FakeTraceSink sink = new FakeTraceSink(_ -> calls.getAndIncrement() == 0 ? THROTTLED : TAKEN);

        Submission submission = submit(sink, batches(10), SOON);

        assertThat(submission.calls().throttled()).isEqualTo(1);
        assertThat(submission.calls().failures()).isEmpty();
        assertThat(submission.calls().millis()).hasSize(2);
    }

    @Test
    void submit_nearTheDeadline_neverAsksForMoreTimeThanIsLeft() throws Exception {
        List<Duration> timeouts = Collections.synchronizedList(new ArrayList<>());
        TraceSink sink = (_, _, timeout) -> {
            timeouts.add(timeout);
            return new PutAnswer.Unavailable("ApiCallTimeoutException");
        };

        Submission submission = submit(sink, batches(10), Duration.ofMillis(100));

        assertThat(timeouts).isNotEmpty().allMatch(timeout -> timeout.compareTo(Duration.ofMillis(100)) <= 0);
        assertThat(submission.unfinished()).hasSize(10);
        assertThat(submission.calls().failures()).containsEntry("ApiCallTimeoutException", timeouts.size());
    }

    @Test
    void submit_documentThatXRayAlwaysFailsOn_isRefusedWithItsAnswerAndTheRestDelivered() throws Exception {
        FakeTraceSink sink = new FakeTraceSink(failingOn(documents -> documents.contains("document 17")));

        Submission submission = submit(sink, batches(50), Duration.ofMinutes(5));

        assertThat(submission.delivered()).isEqualTo(49);
        assertThat(texts(submission)).containsExactly("document 17");
        assertThat(submission.refused())
                .extracting(Quarantined::code, Quarantined::message)
                .containsExactly(tuple("InternalFailure", "no"));
        assertThat(submission.unfinished()).isEmpty();
        assertThat(sink.calls()).isLessThan(40);
    }

    @Test
    void submit_roleIsDenied_doesNotTryAgain() throws Exception {
        FakeTraceSink sink = new FakeTraceSink(_ -> new PutAnswer.Denied(Denial.ofSegments("AssumeRoleAccessDenied")));

        Submission submission = submit(sink, batches(100), SOON);

        assertThat(submission.isAllDenied()).isTrue();
        assertThat(submission.unfinished()).hasSize(100);
        assertThat(submission.calls().failures()).containsEntry("AssumeRoleAccessDenied", 2);
        assertThat(sink.calls()).isEqualTo(2);
    }

    @Test
    void submit_roleIsDeniedMeanwhile_leavesTheRestUnfinished() throws Exception {
        FakeTraceSink sink = new FakeTraceSink(documents -> documents.contains("document 0")
                ? TAKEN
                : new PutAnswer.Denied(Denial.ofSegments("AccessDeniedException")));

        Submission submission = submit(sink, batches(100), SOON);

        assertThat(submission.isAllDenied()).isFalse();
        assertThat(submission.delivered()).isEqualTo(50);
        assertThat(submission.unfinished()).hasSize(50);
    }

    /** Something on the way breaks connections, or answers in X-Ray's place, for what stands in a document. */
    @ParameterizedTest
    @ValueSource(strings = {"SocketException", "ApiCallTimeoutException", "UnexpectedAnswer", "Http403", "Http302"})
    void submit_documentForWhichThereNeverIsAnAnswer_isRefusedAndTheRestDelivered(String code) throws Exception {
        FakeTraceSink sink = new FakeTraceSink(
                documents -> documents.contains("document 17") ? new PutAnswer.Unavailable(code) : TAKEN);

        Submission submission = submit(sink, batches(50), Duration.ofMinutes(5));

        assertThat(submission.delivered()).isEqualTo(49);
        assertThat(texts(submission)).containsExactly("document 17");
        assertThat(submission.refused()).extracting(Quarantined::code).containsExactly(code);
        assertThat(submission.unfinished()).isEmpty();
    }

    @Test
    void submit_noAnswersForAWhile_refusesNoneAndDeliversAll() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        FakeTraceSink sink = new FakeTraceSink(_ -> calls.incrementAndGet() > 3 && calls.get() < 300
                ? new PutAnswer.Unavailable("SocketException")
                : TAKEN);

        Submission submission = submit(sink, batches(500), Duration.ofHours(1));

        assertThat(submission.refused()).isEmpty();
        assertThat(submission.delivered()).isEqualTo(500);
    }

    @Test
    void submit_documentThatXRayAlwaysFailsOnIsTheFirstOfAll_isRefusedOnceAnotherWasTaken() throws Exception {
        FakeTraceSink sink = new FakeTraceSink(failingOn(documents -> documents.contains("document 0")));

        Submission submission = submit(sink, batches(3), Duration.ofMinutes(5));

        assertThat(submission.delivered()).isEqualTo(2);
        assertThat(texts(submission)).containsExactly("document 0");
    }

    @Test
    void submit_everyDocumentFails_refusesNone() throws Exception {
        FakeTraceSink sink = new FakeTraceSink(failingOn(_ -> true));

        Submission submission = submit(sink, batches(60), SOON);

        assertThat(submission.refused()).isEmpty();
        assertThat(submission.unfinished()).hasSize(60);
    }

    @Test
    void submit_outageBegins_refusesNoneAndDeliversAllOnceItIsOver() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        FakeTraceSink sink = new FakeTraceSink(
                failingOn(_ -> calls.incrementAndGet() > 3 && calls.get() < 300)); // some were taken before

        Submission submission = submit(sink, batches(500), Duration.ofHours(1));

        assertThat(submission.refused()).isEmpty();
        assertThat(submission.delivered()).isEqualTo(500);
    }

    @Test
    void submit_aQuarterOfAllCallsFail_refusesNone() throws Exception {
        Random random = new Random(5);
        FakeTraceSink sink = new FakeTraceSink(failingOn(_ -> random.nextInt(4) == 0));

        Submission submission = submit(sink, batches(1_000), Duration.ofHours(1));

        assertThat(submission.refused()).isEmpty();
        assertThat(submission.delivered()).isEqualTo(1_000);
    }

    /** One in three documents, each time others: a document that is left over after a few calls is not to blame. */
    @Test
    void submit_aThirdOfAllDocumentsFailEachTime_refusesNone() throws Exception {
        Random random = new Random(5);
        List<ReceivedDocument> segments = IntStream.range(0, 5_000)
                .mapToObj(i -> Documents.document(i, Events.segment(i)))
                .toList();
        FakeTraceSink sink = new FakeTraceSink(documents -> new PutAnswer.Taken(documents.stream()
                .filter(_ -> random.nextInt(3) == 0)
                .map(document -> new Unprocessed(id(document), "InternalFailure", ""))
                .toList()));
        List<Batch> batches = IntStream.range(0, 100)
                .mapToObj(i -> new Batch(segments.subList(i * 50, i * 50 + 50)))
                .toList();

        Submission submission = submit(sink, batches, Duration.ofHours(10));

        assertThat(submission.refused()).isEmpty();
        assertThat(submission.delivered()).isEqualTo(5_000);
    }

    @Test
    void submit_alwaysUnprocessedForXRaysOwnTrouble_isRefusedWithThat() throws Exception {
        List<ReceivedDocument> segments = IntStream.range(0, 10)
                .mapToObj(i -> Documents.document(i, Events.segment(i)))
                .toList();
        FakeTraceSink sink = new FakeTraceSink(documents -> documents.contains(Events.segment(3))
                ? new PutAnswer.Taken(List.of(new Unprocessed("%016x".formatted(3), "InternalFailure", "")))
                : TAKEN);

        Submission submission = submit(sink, List.of(new Batch(segments)), SOON);

        assertThat(submission.delivered()).isEqualTo(9);
        assertThat(submission.refused()).extracting(Quarantined::code).containsExactly("InternalFailure");
    }

    @Test
    void submit_answerNamesAnotherDocument_isNotRefusedForIt() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        FakeTraceSink sink = new FakeTraceSink(_ -> calls.getAndIncrement() == 0
                ? new PutAnswer.Taken(List.of(new Unprocessed("ffffffffffffffff", "InvalidName", "")))
                : TAKEN);

        Submission submission = submit(sink, batches(1), SOON);

        assertThat(submission.refused()).isEmpty();
        assertThat(submission.delivered()).isEqualTo(1);
    }

    /** 400 a second over 2 shards and the configuration's 4 invocations for each: 50 a second, a full call. */
    @Test
    void submit_tenantWithShare_sendsItsProcessPart() throws Exception {
        FakeTiming timing = new FakeTiming();
        FastConfig config = new FastConfig();
        Submitter submitter = new Submitter(new FakeTraceSink(_ -> TAKEN), config, new LastTaken(config));
        TenantId payments = new TenantId("payments");
        Destination shared = new Destination(payments, Target.OWN, 1, Optional.of(new Share(400, 2)));

        for (int seconds = 0; seconds < 3; seconds++) {
            submitter.submit(batches(50), shared, Deadline.in(SOON, timing));
            assertThat(timing.nanoTime()).isEqualTo(Duration.ofSeconds(seconds).toNanos());
        }
        submitter.submit(batches(50), Destination.own(TenantId.UNKNOWN), Deadline.in(SOON, timing));
        submitter.submit(batches(50), shared.ofSpans(), Deadline.in(SOON, timing));
        Destination raised = new Destination(payments, Target.OWN, 1, Optional.of(new Share(800, 2)));
        submitter.submit(batches(50), raised, Deadline.in(SOON, timing));

        assertThat(timing.nanoTime()).isEqualTo(Duration.ofSeconds(2).toNanos());
    }

    @Test
    void submit_shareLeavesNoTime_recordsComeAgain() throws Exception {
        FastConfig config = new FastConfig();
        Submitter submitter = new Submitter(new FakeTraceSink(_ -> TAKEN), config, new LastTaken(config));
        Destination shared = new Destination(new TenantId("payments"), Target.OWN, 1, Optional.of(new Share(8, 2)));

        Submission submission = submitter.submit(batches(100), shared, Deadline.in(SOON, new FakeTiming()));

        assertThat(submission.delivered()).isEqualTo(50);
        assertThat(submission.unfinishedRecords()).hasSize(50);
        assertThat(submission.calls().throttled()).isZero();
    }

    private static Function<List<String>, PutAnswer> failingOn(Predicate<List<String>> documents) {
        return call -> documents.test(call) ? new PutAnswer.Failed("InternalFailure", "no") : TAKEN;
    }

    private static String id(String segment) {
        int start = segment.indexOf("\"id\":\"") + 6;
        return segment.substring(start, start + 16);
    }

    private static List<String> texts(Submission submission) {
        return submission.refused().stream()
                .map(refused -> refused.document().document().text())
                .toList();
    }

    private static Submission submit(TraceSink sink, List<Batch> batches, Duration left) throws Exception {
        FastConfig config = new FastConfig();
        return new Submitter(sink, config, new LastTaken(config))
                .submit(batches, Destination.own(TenantId.UNKNOWN), Deadline.in(left, new FakeTiming()));
    }

    private static Function<List<String>, PutAnswer> refusing(String document) {
        return documents -> documents.contains(document) ? new PutAnswer.Refused("InvalidRequestException", "") : TAKEN;
    }

    private static List<Batch> batches(int documents) {
        List<ReceivedDocument> all = Documents.oneARecord(documents);
        return IntStream.range(0, (documents + 49) / 50)
                .mapToObj(i -> new Batch(all.subList(i * 50, Math.min(documents, i * 50 + 50))))
                .toList();
    }
}
