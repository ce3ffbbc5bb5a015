// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of what X-Ray shall not have.
 *
 * @param kept              documents that the queue has taken
 * @param lost              documents for which there is no queue: counted, and gone
 * @param unfinished        documents that the queue has not taken in time
 * @param unfinishedRecords positions of the records which these, and unreadable records not taken, came with
 */
public record QuarantineOutcome(int kept, int lost, int unfinished, Set<Integer> unfinishedRecords) {

    /** Of nothing. */
    public static final QuarantineOutcome NOTHING = new QuarantineOutcome(0, 0, 0, Set.of());

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
