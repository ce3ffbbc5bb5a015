// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.kinesis.StoredRecord;
import java.util.Iterator;
import java.util.function.ToLongFunction;

/** Which records make up the next batch, and which of a shard's lanes a record belongs to. */
final class Batching {

    private Batching() {}

    /**
     * Counts the records of the next batch.
     *
     * @param pending      in order
     * @param encodedBytes what a record adds to the event, in bytes
     * @return at most {@code maxRecords}, in sum at most {@code maxBytes}; but 1 where the first record alone is larger
     */
    static int nextBatch(
            Iterable<StoredRecord> pending, int maxRecords, long maxBytes, ToLongFunction<StoredRecord> encodedBytes) {
        int count = 0;
        long bytes = 0;
        Iterator<StoredRecord> records = pending.iterator();
        while (count < maxRecords && records.hasNext()) {
            bytes += encodedBytes.applyAsLong(records.next());
            if (count > 0 && bytes > maxBytes) {
                return count;
            }
            count++;
        }
        return count;
    }

    /** The lane of a partition key: the same for the same key, spread evenly over keys. */
    static int lane(String partitionKey, int lanes) {
        int hash = partitionKey.hashCode() * 0x9E3779B9;
        return Math.floorMod(hash ^ (hash >>> 16), lanes);
    }
}
