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
 * What became of documents that were handed to X-Ray; each is in one of the first three.
 *
 * @param delivered  documents taken by X-Ray
 * @param refused    refused by X-Ray, with its error code
 * @param unfinished those for which no answer came in time
 * @param denial     what the tenant's role was denied, if so: nothing of {@code unfinished} can be sent before that is put
 *                   right
 */
public record Submission(
        int delivered,
        List<Quarantined> refused,
        List<ReceivedDocument> unfinished,
        CallCounts calls,
        Optional<String> denial) {

    /** Of no documents. */
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

    /** Whether not one document has an answer, and none will get one. */
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
