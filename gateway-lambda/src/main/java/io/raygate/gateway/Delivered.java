// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import io.raygate.gateway.observe.InvocationBooks;
import io.raygate.gateway.observe.StageBooks;
import io.raygate.gateway.quarantine.QuarantineOutcome;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.submit.Submission;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What became of everything that was to leave.
 *
 * @param refused by validation, policy or X-Ray
 */
record Delivered(Submission submission, List<Quarantined> refused, QuarantineOutcome quarantine) {

    Delivered {
        refused = List.copyOf(refused);
    }

    /** Positions of the records, or messages, that must come again. */
    Set<Integer> unfinishedRecords() {
        Set<Integer> records = new HashSet<>(submission.unfinishedRecords());
        records.addAll(quarantine.unfinishedRecords());
        return records;
    }

    void enterInto(InvocationBooks books) {
        StageBooks.enter(books, submission);
        StageBooks.enter(books, refused, quarantine, submission.unfinished().size());
    }
}
