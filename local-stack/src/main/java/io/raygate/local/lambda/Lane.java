// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.kinesis.StoredRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.ToLongFunction;

/**
 * The records of a shard that are delivered one batch after the other. Bounded by the shard's {@link ShardProgress}.
 * Thread-safe: one thread puts, one takes.
 */
final class Lane {

    private final MappingPolicy policy;
    private final ToLongFunction<StoredRecord> encodedBytes;
    private final Queue<StoredRecord> pending = new ArrayDeque<>();
    private long firstPutNanos;

    Lane(MappingPolicy policy, ToLongFunction<StoredRecord> encodedBytes) {
        this.policy = policy;
        this.encodedBytes = encodedBytes;
    }

    /** Records that were read together are there together: a batch is not cut short by the thread that takes it. */
    synchronized void put(List<StoredRecord> records) {
        if (pending.isEmpty()) {
            firstPutNanos = System.nanoTime();
        }
        pending.addAll(records);
        notifyAll();
    }

    /** Waits for a full batch, or for the end of the batching window of its first record. */
    synchronized List<StoredRecord> takeBatch() throws InterruptedException {
        while (true) {
            int count =
                    Batching.nextBatch(pending, policy.batchSize(), RuntimeApiServer.MAX_PAYLOAD_BYTES, encodedBytes);
            if (count == 0) {
                wait();
                continue;
            }
            boolean full = count == policy.batchSize() || count < pending.size();
            Duration left = policy.batchingWindow().minusNanos(System.nanoTime() - firstPutNanos);
            if (full || !left.isPositive()) {
                return take(count);
            }
            wait(left.toMillis() + 1);
        }
    }

    private List<StoredRecord> take(int count) {
        List<StoredRecord> batch = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            batch.add(pending.remove());
        }
        firstPutNanos = System.nanoTime();
        return batch;
    }
}
