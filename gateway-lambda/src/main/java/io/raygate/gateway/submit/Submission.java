// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.quarantine.Quarantined;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The result of sending documents to X-Ray; each document is in one of the first three.
 *
 * @param delivered  documents that X-Ray accepted
 * @param refused    documents that X-Ray refused, with its error code
 * @param unfinished documents that X-Ray did not answer in time
 * @param denial     the error code where the tenant's role was denied: nothing of {@code unfinished} can be sent before that
 *                   is corrected
 */
public record Submission(
        int delivered,
        List<Quarantined> refused,
        List<ReceivedDocument> unfinished,
        CallCounts calls,
        Optional<String> denial) {

    /** The result of sending nothing. */
    public static final Submission NOTHING = new Submission(0, List.of(), List.of(), CallCounts.NONE);

    public Submission {
        refused = List.copyOf(refused);
        unfinished = List.copyOf(unfinished);
    }

    /** Without a denial. */
    public Submission(int delivered, List<Quarantined> refused, List<ReceivedDocument> unfinished, CallCounts calls) {
        this(delivered, refused, unfinished, calls, Optional.empty());
    }

    static Submission unfinished(List<ReceivedDocument> documents) {
        return new Submission(0, List.of(), documents, CallCounts.NONE);
    }

    static Submission denied(List<ReceivedDocument> documents, String code) {
        return new Submission(0, List.of(), documents, CallCounts.NONE, Optional.of(code));
    }

    /** Whether no document has an answer, and none will get one. */
    public boolean isAllDenied() {
        return denial.isPresent() && delivered == 0 && refused.isEmpty();
    }

    /** Positions of the records that unfinished documents came with. */
    public Set<Integer> unfinishedRecords() {
        return unfinished.stream().map(ReceivedDocument::recordIndex).collect(Collectors.toSet());
    }

    Submission plus(Submission other) {
        List<Quarantined> allRefused = new ArrayList<>(refused);
        allRefused.addAll(other.refused);
        List<ReceivedDocument> allUnfinished = new ArrayList<>(unfinished);
        allUnfinished.addAll(other.unfinished);
        return new Submission(
                delivered + other.delivered,
                allRefused,
                allUnfinished,
                calls.plus(other.calls),
                denial.or(other::denial));
    }

    Submission plus(CallCounts more) {
        return new Submission(delivered, refused, unfinished, calls.plus(more), denial);
    }
}
