// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.kinesis.StoredRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far a shard was read and how far it is done. The checkpoint is the last record before which nothing is
 * unfinished, so it never runs ahead of a batch that is being retried. Bounded: {@link #awaitRoom} holds the reader
 * back. Thread-safe.
 */
final class ShardProgress {

    private final int maxRecords;
    private final long maxBytes;
    private final Map<String, StoredRecord> unfinished = new LinkedHashMap<>();
    private final Set<String> doneAhead = new HashSet<>();
    private long unfinishedBytes;
    private Optional<String> lastRead = Optional.empty();
    private Optional<String> checkpoint = Optional.empty();

    /** Bounds for what is read and unfinished, in records and in bytes of data; one record more may be held. */
    ShardProgress(int maxRecords, long maxBytes) {
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
    }

    /** Waits until at least one more record may be read. */
    synchronized Room awaitRoom() throws InterruptedException {
        while (unfinished.size() >= maxRecords || unfinishedBytes >= maxBytes) {
            wait();
        }
        return new Room(lastRead, maxRecords - unfinished.size(), maxBytes - unfinishedBytes);
    }

    /** Records that were read, in order. */
    synchronized void read(List<StoredRecord> records) {
        for (StoredRecord record : records) {
            unfinished.put(record.sequenceNumber(), record);
            unfinishedBytes += record.data().length;
            lastRead = Optional.of(record.sequenceNumber());
        }
    }

    /** Records that were processed or discarded; moves the checkpoint as far as nothing before it is unfinished. */
    synchronized void done(List<StoredRecord> records) {
        records.forEach(record -> doneAhead.add(record.sequenceNumber()));
        var oldest = unfinished.values().iterator();
        while (oldest.hasNext()) {
            StoredRecord record = oldest.next();
            if (!doneAhead.remove(record.sequenceNumber())) {
                break;
            }
            oldest.remove();
            unfinishedBytes -= record.data().length;
            checkpoint = Optional.of(record.sequenceNumber());
        }
        notifyAll();
    }

    synchronized Map<String, Object> status(Instant now) {
        Optional<StoredRecord> oldest = unfinished.values().stream().findFirst();
        long millisBehind = oldest.map(record ->
                        Duration.between(record.approximateArrival(), now).toMillis())
                .orElse(0L);
        return Map.of(
                "checkpoint", checkpoint.orElse(""),
                "lastRead", lastRead.orElse(""),
                "recordsUnfinished", unfinished.size(),
                "millisBehind", Math.max(0, millisBehind));
    }

    /** Where to read on, and how much may be read; both bounds are at least 1. */
    record Room(Optional<String> after, int records, long bytes) {}
}
