// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.Deadline;
import io.raygate.gateway.FakeTiming;
import io.raygate.gateway.SpanDocuments;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.batch.SpanDocument;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests of spans: a refusal is found down to the span. */
class SpanSubmissionTest {

    private static final PutAnswer TAKEN = new PutAnswer.Taken(List.of());
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Answers each call by the names of its spans, and notes those that it took. */
    private static final class FakeEndpoint implements TraceSink {
        private final Function<List<String>, PutAnswer> answers;
        private final List<String> taken = new ArrayList<>();

        FakeEndpoint(Function<List<String>, PutAnswer> answers) {
            this.answers = answers;
        }

        @Override
        public synchronized PutAnswer put(Batch batch, Destination destination, Duration timeout) {
            List<String> names = batch.documents().stream()
                    .flatMap(document -> SpanDocuments.names(document).stream())
                    .toList();
            assertThat(names).hasSize(batch.spans());
            PutAnswer answer = answers.apply(names);
            if (answer instanceof PutAnswer.Taken) {
                taken.addAll(names);
            }
            if (answer instanceof PutAnswer.Partial) {
                names.stream().filter(name -> !name.equals("bad")).forEach(taken::add);
            }
            return answer;
        }
    }

    @Test
    void submit_oneSpanSpoilsTheCall_isRefusedAloneAndOthersAreDeliveredOnce() throws Exception {
        FakeEndpoint endpoint =
                new FakeEndpoint(names -> names.contains("bad") ? new PutAnswer.Refused("OtlpHttp400", "bad") : TAKEN);

        Submission submission =
                submit(endpoint, SpanDocuments.of(0, names("a", 40)), withBad(1), SpanDocuments.of(2, names("c", 3)));

        assertThat(submission.refused()).hasSize(1);
        assertThat(SpanDocuments.names(submission.refused().getFirst().document()))
                .containsExactly("bad");
        assertThat(submission.refused().getFirst().document().spans()).isEqualTo(1);
        assertThat(submission.deliveredSpans()).isEqualTo(40 + 9 + 3);
        assertThat(submission.delivered() + 1).isEqualTo(3 + submission.split().size());
        assertThat(endpoint.taken).hasSize(52).doesNotContain("bad");
    }

    @Test
    void submit_partialSuccess_isNotSentAgainAndItsRejectedSpansAreCounted() throws Exception {
        int[] calls = {0};
        FakeEndpoint endpoint = new FakeEndpoint(names -> {
            calls[0]++;
            return new PutAnswer.Partial(Collections.frequency(names, "bad"), "OtlpPartialSuccess", "no");
        });

        Submission submission = submit(endpoint, withBad(0), withBad(1));

        assertThat(calls[0]).isEqualTo(1);
        assertThat(submission.delivered()).isEqualTo(2);
        assertThat(submission.deliveredSpans()).isEqualTo(18);
        assertThat(submission.unnamedSpans()).isEqualTo(Map.of("OtlpPartialSuccess", 2));
        assertThat(submission.refused()).isEmpty();
        assertThat(submission.unfinished()).isEmpty();
        assertThat(endpoint.taken).hasSize(18);
    }

    /** The rest of a call that was halved because of a refusal may be taken in part. */
    @Test
    void submit_partialSuccessOfAHalf_endsThatHalfOnly() throws Exception {
        FakeEndpoint endpoint = new FakeEndpoint(names -> {
            if (names.contains("spoils")) {
                return new PutAnswer.Refused("OtlpHttp400", "no");
            }
            int bad = Collections.frequency(names, "bad");
            return bad > 0 ? new PutAnswer.Partial(bad, "OtlpPartialSuccess", "no") : TAKEN;
        });

        Submission submission = submit(endpoint, withBad(0), SpanDocuments.of(1, "spoils"));

        assertThat(submission.refused()).hasSize(1);
        assertThat(submission.deliveredSpans()).isEqualTo(9);
        assertThat(submission.unnamedSpans()).isEqualTo(Map.of("OtlpPartialSuccess", 1));
        assertThat(endpoint.taken).hasSize(9).doesNotHaveDuplicates();
    }

    /** An endpoint that counts wrongly must not unbalance the books. */
    @Test
    void submit_partialSuccessOfMoreThanWasSent_refusesWhatWasSent() throws Exception {
        FakeEndpoint endpoint =
                new FakeEndpoint(_ -> new PutAnswer.Partial(Long.MAX_VALUE, "OtlpPartialSuccess", "no"));

        Submission submission = submit(endpoint, withBad(0));

        assertThat(submission.refused()).hasSize(1);
        assertThat(submission.refused().getFirst().document().spans()).isEqualTo(10);
        assertThat(submission.unnamedSpans()).isEmpty();
        assertThat(submission.deliveredSpans()).isZero();
    }

    @Test
    void submit_partialSuccessOfNothing_refusesAllWithoutSendingAgain() throws Exception {
        int[] calls = {0};
        FakeEndpoint endpoint = new FakeEndpoint(names -> {
            calls[0]++;
            return new PutAnswer.Partial(names.size(), "OtlpPartialSuccess", "no");
        });

        Submission submission = submit(endpoint, SpanDocuments.of(0, "a", "b"), SpanDocuments.of(1, "c"));

        assertThat(calls[0]).isEqualTo(1);
        assertThat(submission.refused()).hasSize(2);
        assertThat(submission.deliveredSpans()).isZero();
    }

    @Test
    void submit_spanThatAlwaysFails_isFoundWhileOthersAreTaken() throws Exception {
        FakeEndpoint endpoint =
                new FakeEndpoint(names -> names.contains("bad") ? new PutAnswer.Failed("OtlpHttp500", "") : TAKEN);

        Submission submission = submit(endpoint, SpanDocuments.of(0, names("a", 4)), withBad(1));

        assertThat(submission.refused()).hasSize(1);
        assertThat(SpanDocuments.names(submission.refused().getFirst().document()))
                .containsExactly("bad");
        assertThat(submission.deliveredSpans()).isEqualTo(13);
        assertThat(submission.unfinished()).isEmpty();
    }

    @Test
    void submit_outage_leavesAllUnfinishedAndRefusesNothing() throws Exception {
        FakeEndpoint endpoint = new FakeEndpoint(_ -> new PutAnswer.Failed("OtlpHttp503", ""));

        Submission submission = submit(endpoint, SpanDocuments.of(0, names("a", 4)), withBad(1));

        assertThat(submission.refused()).isEmpty();
        assertThat(submission.unfinishedSpans()).isEqualTo(14);
        assertThat(submission.deliveredSpans()).isZero();
    }

    @Test
    void submit_throttledWithRetryAfter_waitsThatLong() throws Exception {
        FakeTiming timing = new FakeTiming();
        int[] calls = {0};
        FakeEndpoint endpoint = new FakeEndpoint(
                _ -> calls[0]++ == 0 ? new PutAnswer.Throttled("OtlpHttp429", Duration.ofSeconds(4)) : TAKEN);
        long before = timing.nanoTime();

        Submission submission = submitter(endpoint).submit(batches(withBad(0)), endpoint(), Deadline.in(SOON, timing));

        assertThat(submission.deliveredSpans()).isEqualTo(10);
        assertThat(Duration.ofNanos(timing.nanoTime() - before))
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(9));
    }

    @Test
    void submit_retryAfterBeyondTheDeadline_isUnfinishedAtOnce() throws Exception {
        FakeEndpoint endpoint = new FakeEndpoint(_ -> new PutAnswer.Throttled("OtlpHttp429", Duration.ofSeconds(9)));

        Submission submission = submitter(endpoint)
                .submit(batches(withBad(0)), endpoint(), Deadline.in(Duration.ofSeconds(5), new FakeTiming()));

        assertThat(submission.unfinishedSpans()).isEqualTo(10);
        assertThat(submission.calls().throttled()).isEqualTo(1);
    }

    @Test
    void without_deliveredOfARecordThatComesAgain_isNotSentAgain() throws Exception {
        DeliveredBefore before = new DeliveredBefore(new FastConfig());
        ReceivedDocument finished = SpanDocuments.of(0, "c");
        ReceivedDocument left = SpanDocuments.of(1, "bad");
        ReceivedDocument taken = SpanDocuments.of(1, "a", "b");
        ReceivedDocument after = SpanDocuments.of(2, "d");
        Submission submission = new Submission(3, 4, List.of(), List.of(left), CallCounts.NONE);

        before.note(List.of(finished, left, taken, after), submission, 1);

        assertThat(before.without(spans(finished, left, taken, after), SpanDocument::received))
                .extracting(SpanDocument::received)
                .containsExactly(finished, left);
    }

    private static ReceivedDocument withBad(int record) {
        String[] names = names("b" + record, 10);
        names[6] = "bad";
        return SpanDocuments.of(record, names);
    }

    private static String[] names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(at -> prefix + at).toArray(String[]::new);
    }

    private static Submission submit(TraceSink sink, ReceivedDocument... documents) throws InterruptedException {
        return submitter(sink).submit(batches(documents), endpoint(), Deadline.in(SOON, new FakeTiming()));
    }

    private static Submitter submitter(TraceSink sink) {
        FastConfig config = new FastConfig();
        return new Submitter(sink, config, new LastTaken(config));
    }

    private static Destination endpoint() {
        return Destination.own(new TenantId("team")).ofSpans();
    }

    private static List<Batch> batches(ReceivedDocument... documents) {
        return List.of(new Batch(List.of(documents)));
    }

    private static List<SpanDocument> spans(ReceivedDocument... documents) {
        return Arrays.stream(documents)
                .map(document -> new SpanDocument(document, 0, 0))
                .toList();
    }
}
