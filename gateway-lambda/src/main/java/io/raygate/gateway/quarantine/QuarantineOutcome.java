// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The result of keeping documents that are not for X-Ray.
 *
 * @param kept              documents that the queue has taken
 * @param lost              documents for which no queue is configured: counted, and not kept
 * @param unfinished        documents that the queue has not taken in time
 * @param tooLarge          those of them in records that no message takes
 * @param unfinishedRecords positions of the records which these, and unreadable records not taken, came with
 */
public record QuarantineOutcome(int kept, int lost, int unfinished, int tooLarge, Set<Integer> unfinishedRecords) {

    /** The result of keeping nothing. */
    public static final QuarantineOutcome NOTHING = new QuarantineOutcome(0, 0, 0, Set.of());

    /** Where everything fits into messages. */
    public QuarantineOutcome(int kept, int lost, int unfinished, Set<Integer> unfinishedRecords) {
        this(kept, lost, unfinished, 0, unfinishedRecords);
    }

    public QuarantineOutcome {
        unfinishedRecords = Set.copyOf(unfinishedRecords);
    }

    /**
     * Of letters, once they were sent.
     *
     * @param left those that the queue has not taken
     */
    static QuarantineOutcome of(List<Letter> letters, List<Letter> left) {
        int all = letters.stream().mapToInt(Letter::documents).sum();
        int unfinished = left.stream().mapToInt(Letter::documents).sum();
        Set<Integer> records = left.stream().map(Letter::recordIndex).collect(Collectors.toSet());
        return new QuarantineOutcome(all - unfinished, 0, unfinished, records);
    }
}
