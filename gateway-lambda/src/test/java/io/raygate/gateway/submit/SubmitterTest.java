// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.gateway.Documents;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SubmitterTest {

    private static final PutAnswer TAKEN = new PutAnswer.Taken(List.of());
    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(30));

    @Test
    void submit_allTaken_deliversAll() throws Exception {
        FakeTraceSink sink = new FakeTraceSink(_ -> TAKEN);

        Submission submission = submit(sink, batches(130), SOON);

        assertThat(submission).isEqualTo(new Submission(130, Map.of(), 0, Set.of(), 0));
        assertThat(sink.taken()).hasSize(130).doesNotHaveDuplicates();
    }

    @Test
    void submit_throttledTwice_deliversAllInTheEnd() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        FakeTraceSink sink = new FakeTraceSink(
                _ -> calls.incrementAndGet() <= 2 ? new PutAnswer.Unavailable("ThrottledException") : TAKEN);

        Submission submission = submit(sink, batches(10), SOON);

        assertThat(submission.delivered()).isEqualTo(10);
        assertThat(submission.retries()).isEqualTo(2);
        assertThat(submission.unfinishedRecords()).isEmpty();
    }

    @Test
    void submit_someUnprocessed_countsThemByCode() throws Exception {
        FakeTraceSink sink =
                new FakeTraceSink(_ -> new PutAnswer.Taken(List.of("InvalidTraceId", "InvalidName", "InvalidTraceId")));

        Submission submission = submit(sink, batches(10), SOON);

        assertThat(submission.delivered()).isEqualTo(7);
        assertThat(submission.refused()).containsEntry("InvalidTraceId", 2).containsEntry("InvalidName", 1);
    }

    @Test
    void submit_oneDocumentSpoilsTheCall_isFoundAndTheRestDelivered() throws Exception {
        FakeTraceSink sink = new FakeTraceSink(refusing("document 17"));

        Submission submission = submit(sink, batches(50), SOON);

        assertThat(submission.delivered()).isEqualTo(49);
        assertThat(submission.refused()).containsExactly(Map.entry("InvalidRequestException", 1));
        assertThat(sink.taken()).hasSize(49).doesNotContain("document 17");
        assertThat(sink.calls()).isLessThan(15);
    }

    @Test
    void submit_neverTakenBeforeTheDeadline_reportsItsRecords() throws Exception {
        FakeTraceSink sink = new FakeTraceSink(documents ->
                documents.contains("document 60") ? new PutAnswer.Unavailable("ThrottledException") : TAKEN);

        Submission submission = submit(sink, batches(100), Deadline.in(Duration.ofMillis(200)));

        assertThat(submission.delivered()).isEqualTo(50);
        assertThat(submission.unfinished()).isEqualTo(50);
        assertThat(submission.unfinishedRecords())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(50, 100).boxed().toList());
    }

    @Test
    void submit_deadlineAlreadyOver_callsNobody() throws Exception {
        FakeTraceSink sink = new FakeTraceSink(_ -> TAKEN);

        Submission submission = submit(sink, batches(10), Deadline.in(Duration.ofMillis(-1)));

        assertThat(sink.calls()).isZero();
        assertThat(submission.unfinished()).isEqualTo(10);
    }

    private static Submission submit(TraceSink sink, List<Batch> batches, Deadline deadline) throws Exception {
        return new Submitter(sink, new FastConfig()).submit(batches, deadline);
    }

    private static Function<List<String>, PutAnswer> refusing(String document) {
        return documents -> documents.contains(document) ? new PutAnswer.Refused("InvalidRequestException") : TAKEN;
    }

    private static List<Batch> batches(int documents) {
        List<ReceivedDocument> all = Documents.oneARecord(documents);
        return IntStream.range(0, (documents + 49) / 50)
                .mapToObj(i -> new Batch(all.subList(i * 50, Math.min(documents, i * 50 + 50))))
                .toList();
    }

    private record FastConfig() implements SubmitConfig {

        @Override
        public int maxConcurrency() {
            return 4;
        }

        @Override
        public Duration requestTimeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration minBackoff() {
            return Duration.ofMillis(1);
        }

        @Override
        public Duration maxBackoff() {
            return Duration.ofMillis(20);
        }

        @Override
        public Duration answerReserve() {
            return Duration.ZERO;
        }

        @Override
        public Duration unknownDeadline() {
            return Duration.ofSeconds(30);
        }
    }
}
