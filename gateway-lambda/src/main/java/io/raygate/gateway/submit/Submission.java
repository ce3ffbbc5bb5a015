// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of documents that were handed to X-Ray.
 *
 * @param delivered         taken by X-Ray
 * @param refused           refused by X-Ray, by its error code
 * @param unfinished        documents for which no answer came in time
 * @param unfinishedRecords positions of the records which these came with
 * @param retries           calls made again
 */
public record Submission(
        int delivered, Map<String, Integer> refused, int unfinished, Set<Integer> unfinishedRecords, int retries) {

    static final Submission NOTHING = new Submission(0, Map.of(), 0, Set.of(), 0);

    public Submission {
        refused = Map.copyOf(refused);
        unfinishedRecords = Set.copyOf(unfinishedRecords);
    }

    static Submission refused(String code) {
        return new Submission(0, Map.of(code, 1), 0, Set.of(), 0);
    }

    Submission plus(Submission other) {
        Map<String, Integer> allRefused = new HashMap<>(refused);
        other.refused.forEach((code, count) -> allRefused.merge(code, count, Integer::sum));
        Set<Integer> allUnfinished = new TreeSet<>(unfinishedRecords);
        allUnfinished.addAll(other.unfinishedRecords);
        return new Submission(
                delivered + other.delivered,
                allRefused,
                unfinished + other.unfinished,
                allUnfinished,
                retries + other.retries);
    }

    Submission withRetries(int more) {
        return new Submission(delivered, refused, unfinished, unfinishedRecords, retries + more);
    }
}
