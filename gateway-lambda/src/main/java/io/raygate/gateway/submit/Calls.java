// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.Backoff;
import io.raygate.aws.Deadline;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Single calls of X-Ray for one destination, at its send rate and within the deadline. Thread-safe. */
final class Calls {

    private static final Logger LOG = Logger.getLogger(Calls.class);

    /** Calls throttled within this time count as throttled once. */
    private static final Duration TOGETHER = Duration.ofMillis(500);

    private final TraceSink sink;
    private final SubmitConfig config;
    private final SendRate rate;
    private final LastTaken lastTaken;
    private final Destination destination;
    private final Deadline deadline;

    Calls(
            TraceSink sink,
            SubmitConfig config,
            SendRate rate,
            LastTaken lastTaken,
            Destination destination,
            Deadline deadline) {
        this.sink = sink;
        this.config = config;
        this.rate = rate;
        this.lastTaken = lastTaken;
        this.destination = destination;
        this.deadline = deadline;
    }

    /**
     * One call.
     *
     * @param failures in a row before it, after which it pauses
     * @return empty where the deadline comes first: then nothing was called
     */
    Optional<Call> put(List<ReceivedDocument> documents, int failures) throws InterruptedException {
        if (failures > 0 && !backoff().sleep(failures, deadline.timing())) {
            return Optional.empty();
        }
        Batch batch = new Batch(documents);
        if (!awaitTurn(batch.weight())) {
            return Optional.empty();
        }
        long startNanos = deadline.timing().nanoTime();
        PutAnswer answer = sink.put(batch, destination, deadline.atMost(config.requestTimeout()));
        long nowNanos = deadline.timing().nanoTime();
        note(answer, batch, nowNanos);
        return Optional.of(new Call(
                answer,
                CallCounts.answered(
                        answer, Duration.ofNanos(nowNanos - startNanos).toMillis())));
    }

    /**
     * Sends a document that X-Ray has accepted before, to distinguish a failure of X-Ray from one of documents.
     *
     * @return empty where X-Ray has accepted nothing yet, or the time is over
     */
    Optional<Call> putAgain(int failures) throws InterruptedException {
        Optional<ReceivedDocument> before = lastTaken.of(destination.target());
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Optional<Call> call = put(List.of(before.get()), failures);
        boolean refused = call.isPresent()
                && switch (call.get().answer()) {
                    case PutAnswer.Taken taken -> taken.unprocessed().stream().anyMatch(entry -> !entry.isRetryable());
                    case PutAnswer.Refused _, PutAnswer.Partial _ -> true;
                    case PutAnswer.Throttled _, PutAnswer.Failed _, PutAnswer.Denied _, PutAnswer.Unavailable _ ->
                        false;
                };
        if (refused) {
            lastTaken.forget(destination.target());
        }
        return call;
    }

    /** Whether X-Ray has accepted a document from this process. */
    boolean hasTaken() {
        return lastTaken.of(destination.target()).isPresent();
    }

    private void note(PutAnswer answer, Batch batch, long nowNanos) {
        switch (answer) {
            case PutAnswer.Taken taken -> {
                rate.taken(batch.weight(), destination.weight(), nowNanos);
                if (!hasTaken()) {
                    lastTaken.note(destination.target(), without(batch.documents(), taken.unprocessed()));
                }
            }
            case PutAnswer.Throttled throttled -> {
                rate.throttled(nowNanos, TOGETHER.toNanos());
                rate.pause(nowNanos, atMost(throttled.after(), config.maxRetryAfter()));
            }
            case PutAnswer.Partial _ -> rate.taken(batch.weight(), destination.weight(), nowNanos);
            case PutAnswer.Failed failed -> logFailure(failed.code());
            case PutAnswer.Denied denied -> logFailure(denied.denial().code());
            case PutAnswer.Unavailable unavailable -> logFailure(unavailable.code());
            case PutAnswer.Refused _ -> {} // its documents tell
        }
    }

    /** Documents that an answer does not name; none where it does not identify the documents it means. */
    private static List<ReceivedDocument> without(List<ReceivedDocument> documents, List<Unprocessed> unprocessed) {
        if (unprocessed.isEmpty()) {
            return documents;
        }
        Set<String> ids = unprocessed.stream().map(Unprocessed::id).collect(Collectors.toSet());
        return ids.contains("")
                ? List.of()
                : documents.stream()
                        .filter(received -> !ids.contains(SegmentId.of(received.document())))
                        .toList();
    }

    private static long atMost(Duration asked, Duration max) {
        return Math.min(asked.toNanos(), max.toNanos());
    }

    private void logFailure(String code) {
        LOG.debugf(
                "X-Ray did not answer a call: code=%s, tenant=%s",
                code, destination.tenant().value());
    }

    private boolean awaitTurn(int weight) throws InterruptedException {
        long allowedNanos = deadline.remaining().toNanos();
        long waitNanos = rate.reserve(weight, deadline.timing().nanoTime(), allowedNanos);
        return waitNanos >= 0 && deadline.sleep(Duration.ofNanos(waitNanos)) && deadline.allowsCall();
    }

    private Backoff backoff() {
        return Backoff.exponential("raygate.submit", config.minBackoff(), config.maxBackoff())
                .withJitter(0.5, ThreadLocalRandom.current())
                .within(deadline);
    }

    /** What was answered, and what it counts as. */
    record Call(PutAnswer answer, CallCounts counts) {

        /** Whether X-Ray took the call, if not everything in it. */
        boolean isAccepted() {
            return answer instanceof PutAnswer.Taken || answer instanceof PutAnswer.Partial;
        }

        /** Whether everything was taken. */
        boolean isTaken() {
            return answer instanceof PutAnswer.Taken taken
                    && taken.unprocessed().isEmpty();
        }
    }
}
