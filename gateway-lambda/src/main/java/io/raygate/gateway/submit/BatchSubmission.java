// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.block.Document;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.quarantine.QuarantineReason;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.otlp.export.SpanRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The calls that a batch needs until each of its documents has an answer, or the time is over. Not thread-safe: one for each
 * batch.
 *
 * <p>Where a call fails or has no answer, the cause may be X-Ray or a document: devices on the way break connections for what
 * they carry, too. The failure counts against the documents only where X-Ray, right afterwards, accepts one that it has
 * accepted before. After {@code raygate.submit.max-failures} such calls the documents are halved, down to a single one, which
 * is refused after as many again. Where X-Ray has accepted nothing yet, halving looks for a document that it accepts, and
 * nothing is refused.
 */
final class BatchSubmission {

    private final Calls calls;
    private final int maxFailures;
    private final List<ReceivedDocument> undecided = new ArrayList<>();
    /** Calls since X-Ray last accepted anything. */
    private int failuresInARow;

    BatchSubmission(Calls calls, int maxFailures) {
        this.calls = calls;
        this.maxFailures = maxFailures;
    }

    Submission submit(List<ReceivedDocument> documents) throws InterruptedException {
        Submission done = deliver(documents, maxFailures);
        while (!undecided.isEmpty() && calls.hasTaken()) {
            List<ReceivedDocument> again = List.copyOf(undecided);
            undecided.clear();
            for (ReceivedDocument document : again) {
                done = done.plus(deliver(List.of(document), maxFailures));
            }
        }
        return done.plus(Submission.unfinished(undecided));
    }

    /**
     * Sends documents until all of them have an answer.
     *
     * @param patience failed calls before they are halved
     */
    private Submission deliver(List<ReceivedDocument> documents, int patience) throws InterruptedException {
        Suspicion suspicion = new Suspicion();
        List<ReceivedDocument> left = documents;
        Submission done = Submission.NOTHING;
        for (int failures = 0; !left.isEmpty(); failures++) {
            Optional<Calls.Call> call = calls.put(left, failures == 0 ? 0 : Math.max(failures, failuresInARow));
            if (call.isEmpty()) {
                return done.plus(Submission.unfinished(left));
            }
            failuresInARow = call.get().isAccepted() ? 0 : failuresInARow + 1;
            Step step = read(new Batch(left), call.get().answer());
            done = done.plus(step.done())
                    .plus(call.get().counts())
                    .plus(failures > 0 ? CallCounts.retry() : CallCounts.NONE);
            left = step.left();
            if (failures > 0 && step.done().delivered() > 0) {
                suspicion = new Suspicion(); // X-Ray accepted what had failed: it fails at random
            }
            if (step.failed().isPresent() && !left.isEmpty()) {
                done = done.plus(suspect(suspicion));
                boolean divisible = documents.size() > 1 || isDivisible(documents.getFirst());
                if (divisible && suspicion.total() >= patience) {
                    return done.plus(halves(left, 1));
                }
                if (!divisible && suspicion.total() >= maxFailures) {
                    return done.plus(
                            judge(left.getFirst(), suspicion, step.failed().get()));
                }
            }
        }
        return done;
    }

    /** Sends a document that X-Ray has accepted before. */
    private CallCounts suspect(Suspicion suspicion) throws InterruptedException {
        Optional<Calls.Call> again = calls.putAgain(failuresInARow);
        if (again.isEmpty()) {
            suspicion.unproven += calls.hasTaken() ? 0 : 1;
            return CallCounts.NONE;
        }
        if (again.get().isTaken()) {
            failuresInARow = 0;
            suspicion.proven++;
        }
        return again.get().counts();
    }

    private Submission judge(ReceivedDocument document, Suspicion suspicion, PutAnswer.Failed failed) {
        if (suspicion.proven < maxFailures) {
            undecided.add(document);
            return Submission.NOTHING;
        }
        return refused(document, failed.code(), failed.message());
    }

    private Step read(Batch batch, PutAnswer answer) throws InterruptedException {
        return switch (answer) {
            case PutAnswer.Taken taken -> settle(batch, taken);
            case PutAnswer.Refused refused -> Step.done(split(batch, refused));
            case PutAnswer.Throttled _ -> Step.again(batch);
            case PutAnswer.Partial partial -> Step.done(settle(batch, partial));
            case PutAnswer.Denied denied -> Step.done(Submission.denied(batch.documents(), denied.denial()));
            case PutAnswer.Unavailable none ->
                Step.failed(batch.documents(), new PutAnswer.Failed(none.code(), "no answer"));
            case PutAnswer.Failed failed -> Step.failed(batch.documents(), failed);
        };
    }

    private Step settle(Batch batch, PutAnswer.Taken taken) throws InterruptedException {
        if (Settlement.namesOthersOnly(batch, taken.unprocessed())) {
            Unprocessed other = taken.unprocessed().getFirst();
            return Step.failed(
                    batch.documents(),
                    new PutAnswer.Failed("UnprocessedUnknownId", other.code() + " " + other.message()));
        }
        Settlement settlement = Settlement.of(batch, taken.unprocessed());
        Submission clear = new Submission(
                settlement.delivered(), settlement.deliveredSpans(), settlement.refused(), List.of(), CallCounts.NONE);
        Optional<PutAnswer.Failed> failed = taken.unprocessed().stream()
                .filter(Unprocessed::isFailed)
                .findFirst()
                .map(entry -> new PutAnswer.Failed(entry.code(), entry.message()));
        return new Step(clear.plus(halves(settlement.unclear(), maxFailures)), settlement.retry(), failed);
    }

    private Submission split(Batch batch, PutAnswer.Refused refused) throws InterruptedException {
        return batch.documents().size() > 1 || isDivisible(batch.documents().getFirst())
                ? halves(batch.documents(), maxFailures)
                : refused(batch.documents().getFirst(), refused.code(), refused.message());
    }

    /**
     * OTLP forbids to send a call again that the endpoint has taken in part, and does not say which spans it rejected. They are
     * counted by the number that it gives; their documents are kept only where all of them were rejected.
     */
    private static Submission settle(Batch batch, PutAnswer.Partial partial) {
        if (partial.rejected() < batch.spans()) {
            return Submission.partial(batch, (int) partial.rejected(), partial.code());
        }
        Submission all = Submission.NOTHING;
        for (ReceivedDocument document : batch.documents()) {
            all = all.plus(refused(document, partial.code(), partial.message()));
        }
        return all;
    }

    private static Submission refused(ReceivedDocument document, String code, String message) {
        Quarantined alone = new Quarantined(document, QuarantineReason.REFUSED_BY_XRAY, code, "", message);
        return Submission.refused(List.of(alone));
    }

    /** Each half is shorter than the batch it comes from, or stands alone: this comes to an end. */
    private Submission halves(List<ReceivedDocument> documents, int patience) throws InterruptedException {
        if (documents.size() == 1 && isDivisible(documents.getFirst())) {
            return parts(documents.getFirst(), patience);
        }
        int middle = documents.size() / 2;
        Submission first = middle == 0 ? Submission.NOTHING : deliver(documents.subList(0, middle), patience);
        return documents.isEmpty() ? first : first.plus(deliver(documents.subList(middle, documents.size()), patience));
    }

    /** Whether a document stands for several spans, of which one may be the reason of a refusal. */
    private static boolean isDivisible(ReceivedDocument document) {
        return document.holdsSpans() && document.spans() > 1;
    }

    private Submission parts(ReceivedDocument request, int patience) throws InterruptedException {
        Document body = request.document();
        List<byte[]> halves = SpanRequests.halves(body.content(), body.offset(), body.length());
        int first = request.spans() / 2;
        return Submission.split(request)
                .plus(deliver(List.of(request.asSpans(halves.getFirst(), first, request.target())), patience))
                .plus(deliver(
                        List.of(request.asSpans(halves.getLast(), request.spans() - first, request.target())),
                        patience));
    }

    /** Failed calls with the same documents. */
    private static final class Suspicion {

        /** Failures right after which X-Ray accepted another document. */
        private int proven;
        /** Failures while X-Ray had not accepted anything yet. */
        private int unproven;

        int total() {
            return proven + unproven;
        }
    }

    /**
     * After a call.
     *
     * @param left   documents to send again
     * @param failed why, where a document may be the reason
     */
    private record Step(Submission done, List<ReceivedDocument> left, Optional<PutAnswer.Failed> failed) {

        static Step done(Submission submission) {
            return new Step(submission, List.of(), Optional.empty());
        }

        static Step again(Batch batch) {
            return new Step(Submission.NOTHING, batch.documents(), Optional.empty());
        }

        static Step failed(List<ReceivedDocument> documents, PutAnswer.Failed failed) {
            return new Step(Submission.NOTHING, documents, Optional.of(failed));
        }
    }
}
