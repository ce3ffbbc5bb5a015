// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.quarantine.QuarantineReason;
import io.raygate.gateway.quarantine.Quarantined;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The result of sending documents to X-Ray; each document is one of {@code delivered}, {@code refused} and {@code unfinished}.
 *
 * @param delivered  documents that X-Ray accepted
 * @param deliveredSpans OpenTelemetry spans in those, without the unnamed ones
 * @param unnamedSpans   spans in those that the OTLP endpoint rejected without naming them, by its code
 * @param refused    documents that X-Ray refused, with its error code
 * @param unfinished documents that X-Ray did not answer in time
 * @param split      requests of spans that were sent in two parts, each of which is in one of the first three instead
 * @param denial     where the tenant's account takes nothing: nothing of {@code unfinished} can be sent before that is
 *                   corrected
 */
public record Submission(
        int delivered,
        int deliveredSpans,
        Map<String, Integer> unnamedSpans,
        List<Quarantined> refused,
        List<ReceivedDocument> unfinished,
        List<ReceivedDocument> split,
        CallCounts calls,
        Optional<Denial> denial) {

    /** The result of sending nothing. */
    public static final Submission NOTHING = new Submission(0, 0, List.of(), List.of(), CallCounts.NONE);

    public Submission {
        unnamedSpans = Map.copyOf(unnamedSpans);
        refused = List.copyOf(refused);
        unfinished = List.copyOf(unfinished);
        split = List.copyOf(split);
    }

    /** Without a denial. */
    public Submission(
            int delivered,
            int deliveredSpans,
            List<Quarantined> refused,
            List<ReceivedDocument> unfinished,
            CallCounts calls) {
        this(delivered, deliveredSpans, Map.of(), refused, unfinished, List.of(), calls, Optional.empty());
    }

    static Submission unfinished(List<ReceivedDocument> documents) {
        return new Submission(0, 0, List.of(), documents, CallCounts.NONE);
    }

    static Submission refused(List<Quarantined> documents) {
        return new Submission(0, 0, documents, List.of(), CallCounts.NONE);
    }

    static Submission denied(List<ReceivedDocument> documents, Denial denial) {
        return new Submission(0, 0, Map.of(), List.of(), documents, List.of(), CallCounts.NONE, Optional.of(denial));
    }

    static Submission split(ReceivedDocument document) {
        return new Submission(
                0, 0, Map.of(), List.of(), List.of(), List.of(document), CallCounts.NONE, Optional.empty());
    }

    /** A call that was taken, but for some of its spans. */
    static Submission partial(Batch batch, int rejected, String code) {
        return new Submission(
                batch.documents().size(),
                batch.spans() - rejected,
                Map.of(code, rejected),
                List.of(),
                List.of(),
                List.of(),
                CallCounts.NONE,
                Optional.empty());
    }

    /** The same with more that was delivered: by an earlier call, which did not have to be made again. */
    public Submission withDelivered(int documents, int spans) {
        return new Submission(
                delivered + documents, deliveredSpans + spans, unnamedSpans, refused, unfinished, split, calls, denial);
    }

    /** The same, its unfinished documents refused: what denies them does not change, and other documents got through. */
    public Submission refusingDenied() {
        List<Quarantined> all = new ArrayList<>(refused);
        denial.ifPresent(why -> unfinished.forEach(document ->
                all.add(new Quarantined(document, QuarantineReason.REFUSED_BY_XRAY, why.code(), "", why.remedy()))));
        return denial.isPresent()
                ? new Submission(
                        delivered, deliveredSpans, unnamedSpans, all, List.of(), split, calls, Optional.empty())
                : this;
    }

    /** Whether no document has an answer, and none will get one. */
    public boolean isAllDenied() {
        return denial.isPresent() && delivered == 0 && refused.isEmpty();
    }

    /** Whether nothing was sent, since there was nothing. */
    public boolean isEmpty() {
        return delivered == 0 && refused.isEmpty() && unfinished.isEmpty();
    }

    /** Positions of the records that unfinished documents came with. */
    public Set<Integer> unfinishedRecords() {
        return unfinished.stream().map(ReceivedDocument::recordIndex).collect(Collectors.toSet());
    }

    /** Spans of unfinished documents. */
    public int unfinishedSpans() {
        return unfinished.stream().mapToInt(ReceivedDocument::spans).sum();
    }

    Submission plus(Submission other) {
        List<Quarantined> allRefused = new ArrayList<>(refused);
        allRefused.addAll(other.refused);
        List<ReceivedDocument> allUnfinished = new ArrayList<>(unfinished);
        allUnfinished.addAll(other.unfinished);
        List<ReceivedDocument> allSplit = new ArrayList<>(split);
        allSplit.addAll(other.split);
        Map<String, Integer> allUnnamed = new HashMap<>(unnamedSpans);
        other.unnamedSpans.forEach((code, spans) -> allUnnamed.merge(code, spans, Integer::sum));
        return new Submission(
                delivered + other.delivered,
                deliveredSpans + other.deliveredSpans,
                allUnnamed,
                allRefused,
                allUnfinished,
                allSplit,
                calls.plus(other.calls),
                denial.or(other::denial));
    }

    Submission plus(CallCounts more) {
        return new Submission(
                delivered, deliveredSpans, unnamedSpans, refused, unfinished, split, calls.plus(more), denial);
    }
}
