// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

/** What became of one record. */
sealed interface PutOutcome {

    record Stored(String shardId, String sequenceNumber) implements PutOutcome {}

    /** Over its shard's write limit, or made to look so by a fault; not stored. */
    record Throttled(String shardId) implements PutOutcome {}

    /** Failed by a fault; not stored. */
    record Failed() implements PutOutcome {}
}
