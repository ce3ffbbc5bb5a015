// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

/** What a batch came to, as the event source mapping reads the function's answer. */
sealed interface BatchOutcome {

    /** Every record was processed. */
    record Succeeded() implements BatchOutcome {}

    /**
     * Everything before a record was processed; that record and all behind it count as not processed.
     *
     * @param firstFailed index in the batch of the lowest sequence number reported
     */
    record PartlyFailed(int firstFailed) implements BatchOutcome {}

    /** No record counts as processed. */
    record Failed(String reason) implements BatchOutcome {}
}
