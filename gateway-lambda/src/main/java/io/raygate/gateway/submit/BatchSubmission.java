// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.quarantine.QuarantineReason;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.time.Backoff;
import io.raygate.gateway.time.Deadline;
import io.raygate.gateway.time.Timing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** The calls which a batch needs until each document of it has an answer, or the time is over. Thread-safe. */
final class BatchSubmission {

    private static final Logger LOG = Logger.getLogger(BatchSubmission.class);

    /** Calls throttled within this time are throttled by one and the same excess. */
    private static final Duration TOGETHER = Duration.ofMillis(500);

    private final TraceSink sink;
    private final SubmitConfig config;
    private final Pace pace;
    private final Destination destination;
    private final Deadline deadline;
    private final Timing timing;

    BatchSubmission(TraceSink sink, SubmitConfig config, Pace pace, Destination destination, Deadline deadline) {
        this.sink = sink;
        this.config = config;
        this.pace = pace;
        this.destination = destination;
        this.deadline = deadline;
        this.timing = deadline.timing();
    }

    Submission submit(List<ReceivedDocument> documents) throws InterruptedException {
        List<ReceivedDocument> left = documents;
        Submission done = Submission.NOTHING;
        for (int failures = 0; !left.isEmpty(); failures++) {
            if (failures > 0 && !pauseAfter(failures)) {
                return done.plus(Submission.unfinished(left));
            }
            if (!awaitTurn(left.size())) {
                return done.plus(Submission.unfinished(left));
            }
            Step step = call(new Batch(left));
            done = done.plus(step.done());
            if (failures > 0) {
                done = done.plus(CallCounts.retry());
            }
            left = step.left();
        }
        return done;
    }

    private Step call(Batch batch) throws InterruptedException {
        long startNanos = timing.nanoTime();
        PutAnswer answer = sink.put(batch, destination, deadline.atMost(config.requestTimeout()));
        long millis = Duration.ofNanos(timing.nanoTime() - startNanos).toMillis();
        return read(batch, answer).plus(CallCounts.answered(answer, millis));
    }

    private Step read(Batch batch, PutAnswer answer) throws InterruptedException {
        return switch (answer) {
            case PutAnswer.Taken taken -> settle(batch, taken);
            case PutAnswer.Refused refused -> Step.done(split(batch, refused));
            case PutAnswer.Throttled _ -> {
                pace.throttled(timing.nanoTime(), TOGETHER.toNanos());
                yield Step.again(batch);
            }
            case PutAnswer.Unavailable unavailable -> {
                LOG.debugf(
                        "X-Ray is not available: code=%s, tenant=%s",
                        unavailable.code(), destination.tenant().value());
                yield Step.again(batch);
            }
        };
    }

    private Step settle(Batch batch, PutAnswer.Taken taken) throws InterruptedException {
        pace.taken(batch.documents().size(), destination.weight(), timing.nanoTime());
        Settlement settlement = Settlement.of(batch, taken.unprocessed());
        Submission clear = new Submission(settlement.delivered(), settlement.refused(), List.of(), CallCounts.NONE);
        return new Step(clear.plus(halves(settlement.unclear())), settlement.retry());
    }

    private Submission split(Batch batch, PutAnswer.Refused refused) throws InterruptedException {
        if (batch.documents().size() > 1) {
            return halves(batch.documents());
        }
        Quarantined alone = new Quarantined(
                batch.documents().getFirst(), QuarantineReason.REFUSED_BY_XRAY, refused.code(), "", refused.message());
        return new Submission(0, List.of(alone), List.of(), CallCounts.NONE);
    }

    /** Each half is shorter than the batch it comes from, or stands alone: this comes to an end. */
    private Submission halves(List<ReceivedDocument> documents) throws InterruptedException {
        int middle = documents.size() / 2;
        Submission first = middle == 0 ? Submission.NOTHING : submit(documents.subList(0, middle));
        return documents.isEmpty() ? first : first.plus(submit(documents.subList(middle, documents.size())));
    }

    private boolean pauseAfter(int failures) throws InterruptedException {
        return new Backoff(config.minBackoff(), config.maxBackoff())
                .sleep(failures, ThreadLocalRandom.current(), deadline);
    }

    private boolean awaitTurn(int documents) throws InterruptedException {
        long allowedNanos = deadline.remaining().toNanos();
        long waitNanos = pace.reserve(documents, timing.nanoTime(), allowedNanos);
        return waitNanos >= 0 && deadline.sleep(Duration.ofNanos(waitNanos)) && deadline.allowsCall();
    }

    /**
     * After a call.
     *
     * @param left documents to send again
     */
    private record Step(Submission done, List<ReceivedDocument> left) {

        static Step done(Submission submission) {
            return new Step(submission, List.of());
        }

        static Step again(Batch batch) {
            return new Step(Submission.NOTHING, batch.documents());
        }

        Step plus(CallCounts calls) {
            return new Step(done.plus(calls), left);
        }
    }
}
