// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import static java.nio.charset.StandardCharsets.UTF_8;

/** One shard: its records and its four rate limits. Not thread-safe: its stream guards it. */
final class Shard {

    private final int index;
    private final HashKeys.Range hashKeyRange;
    private final RecordLog log = new RecordLog();
    private final TokenBucket writtenBytes;
    private final TokenBucket writtenRecords;
    private final TokenBucket readBytes;
    private final TokenBucket reads;

    Shard(int index, HashKeys.Range hashKeyRange, long nowNanos) {
        this.index = index;
        this.hashKeyRange = hashKeyRange;
        this.writtenBytes = new TokenBucket(KinesisLimits.SHARD_WRITE_BYTES_PER_SECOND, nowNanos);
        this.writtenRecords = new TokenBucket(KinesisLimits.SHARD_WRITE_RECORDS_PER_SECOND, nowNanos);
        this.readBytes = new TokenBucket(KinesisLimits.SHARD_READ_BYTES_PER_SECOND, nowNanos);
        this.reads = new TokenBucket(KinesisLimits.SHARD_READS_PER_SECOND, nowNanos);
    }

    static String id(int index) {
        return String.format(Locale.ROOT, "shardId-%012d", index);
    }

    String id() {
        return id(index);
    }

    int index() {
        return index;
    }

    HashKeys.Range hashKeyRange() {
        return hashKeyRange;
    }

    RecordLog log() {
        return log;
    }

    /** Takes the room for one record where both write limits have it. */
    boolean admitWrite(int bytes, long nowNanos) {
        if (!writtenBytes.holds(bytes, nowNanos) || !writtenRecords.holds(1, nowNanos)) {
            return false;
        }
        writtenBytes.take(bytes);
        writtenRecords.take(1);
        return true;
    }

    /** Takes one GetRecords call where the calls and the bytes read before leave room. */
    boolean admitRead(long nowNanos) {
        if (!readBytes.holds(1, nowNanos) || !reads.holds(1, nowNanos)) {
            return false;
        }
        reads.take(1);
        return true;
    }

    /** Charges what a read has given; a large answer puts the limit in debt. */
    void chargeRead(Slice slice) {
        readBytes.take(slice.records().stream().mapToDouble(Shard::bytes).sum());
    }

    /** The first record is given even where it alone is larger than {@code maxBytes}. */
    Slice read(long from, int maxRecords, long maxBytes, Instant now) {
        List<StoredRecord> records = new ArrayList<>();
        long position = Math.max(from, log.first());
        long bytes = 0;
        while (position < log.next() && records.size() < maxRecords) {
            StoredRecord candidate = log.get(position);
            bytes += bytes(candidate);
            if (bytes > maxBytes && !records.isEmpty()) {
                break;
            }
            records.add(candidate);
            position++;
        }
        return new Slice(records, position, millisBehind(records, position, now));
    }

    /** Data and partition key: what AWS counts against sizes and rates. */
    static int bytes(StoredRecord entry) {
        return entry.data().length + entry.partitionKey().getBytes(UTF_8).length;
    }

    private long millisBehind(List<StoredRecord> records, long position, Instant now) {
        if (records.isEmpty() || position >= log.next()) {
            return 0;
        }
        return Math.max(
                0, now.toEpochMilli() - records.getLast().approximateArrival().toEpochMilli());
    }
}
