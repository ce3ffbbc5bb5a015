// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One stream: its shards, and the bytes that they may keep. Thread-safe: one lock, held for no I/O. */
final class KinesisStream {

    /** What a record costs in memory besides its data and key: objects, sequence number, slot. An estimate. */
    static final int RECORD_OVERHEAD_BYTES = 256;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final StreamSpec spec;
    private final String arn;
    private final Instant created;
    private final HashKeys hashKeys;
    private final List<Shard> shards = new ArrayList<>();
    private final boolean enforceLimits;
    private int maxRecordKib;
    private Instant lastArrival;
    private long maxKeptBytes;
    private long keptBytes;
    private long storedRecords;
    private long trimmedRecords;

    /** @param created must be later than that of any stream that had the name before: it tells sequence numbers apart */
    KinesisStream(StreamSpec spec, String arn, boolean enforceLimits, long maxKeptBytes, Instant created) {
        this.spec = spec;
        this.arn = arn;
        this.enforceLimits = enforceLimits;
        this.maxKeptBytes = maxKeptBytes;
        this.maxRecordKib = spec.maxRecordKib();
        this.created = millis(created);
        this.lastArrival = this.created;
        this.hashKeys = new HashKeys(spec.shards());
        for (HashKeys.Range range : hashKeys.ranges()) {
            shards.add(new Shard(shards.size(), range, nanos(created)));
        }
    }

    StreamSpec spec() {
        return spec;
    }

    String name() {
        return spec.name();
    }

    String arn() {
        return arn;
    }

    /** To the millisecond, as the API gives it. */
    Instant created() {
        return created;
    }

    /** In order; of a shard only what never changes may be read outside the stream's lock. */
    List<Shard> shards() {
        return List.copyOf(shards);
    }

    Optional<Shard> shard(String shardId) {
        return shards.stream().filter(shard -> shard.id().equals(shardId)).findFirst();
    }

    /** The shard that a hash key leads to. */
    String shardIdOf(NewRecord candidate) {
        return Shard.id(hashKeys.shardOf(candidate.hashKey()));
    }

    String sequenceNumber(int shard, long position) {
        return new SequenceNumber(created.toEpochMilli(), shard, position).toString();
    }

    synchronized int maxRecordKib() {
        return maxRecordKib;
    }

    synchronized void maxRecordKib(int kib) {
        maxRecordKib = kib;
    }

    /** Stores the record, unless its shard's write limits are used up; trims the oldest ones of the stream for it. */
    synchronized PutOutcome put(NewRecord candidate, Instant now) {
        Shard shard = shards.get(hashKeys.shardOf(candidate.hashKey()));
        if (enforceLimits && !shard.admitWrite(candidate.bytes(), nanos(now))) {
            return new PutOutcome.Throttled(shard.id());
        }
        lastArrival = now.isAfter(lastArrival) ? millis(now) : lastArrival;
        String sequenceNumber = sequenceNumber(shard.index(), shard.log().next());
        shard.log().append(new StoredRecord(sequenceNumber, candidate.partitionKey(), candidate.data(), lastArrival));
        storedRecords++;
        keptBytes += candidate.bytes() + RECORD_OVERHEAD_BYTES;
        trim();
        return new PutOutcome.Stored(shard.id(), sequenceNumber);
    }

    /** A read under the shard's read limits; empty where they are used up. */
    synchronized Optional<Slice> get(int shard, long from, int maxRecords, Instant now) {
        Shard source = shards.get(shard);
        if (enforceLimits && !source.admitRead(nanos(now))) {
            return Optional.empty();
        }
        Slice slice = source.read(from, maxRecords, KinesisLimits.GET_RECORDS_BYTES, now);
        source.chargeRead(slice);
        return Optional.of(slice);
    }

    /** A read that no limit counts. */
    synchronized Slice read(int shard, long from, int maxRecords, long maxBytes, Instant now) {
        return shards.get(shard).read(from, maxRecords, maxBytes, now);
    }

    /** The position that the next record of the shard will get. */
    synchronized long next(int shard) {
        return shards.get(shard).log().next();
    }

    /** The position of the first record of the shard that came at or after the time. */
    synchronized long firstAt(int shard, Instant time) {
        return shards.get(shard).log().firstAt(time);
    }

    /** Sets the bytes that the stream may keep and trims it to them. */
    synchronized void retain(long bytes) {
        maxKeptBytes = bytes;
        trim();
    }

    /** {@code storedRecords} is always {@code keptRecords} plus {@code trimmedRecords}. */
    synchronized Map<String, Object> status() {
        return Map.of(
                "shards", shards.size(),
                "maxRecordKib", maxRecordKib,
                "storedRecords", storedRecords,
                "keptRecords", storedRecords - trimmedRecords,
                "trimmedRecords", trimmedRecords,
                "keptBytes", keptBytes,
                "maxKeptBytes", maxKeptBytes);
    }

    private void trim() {
        while (keptBytes > maxKeptBytes) {
            Optional<RecordLog> oldest = shards.stream()
                    .map(Shard::log)
                    .filter(log -> !log.isEmpty())
                    .min(Comparator.comparing(log -> log.get(log.first()).approximateArrival()));
            if (oldest.isEmpty()) {
                return;
            }
            keptBytes -= Shard.bytes(oldest.get().removeFirst()) + RECORD_OVERHEAD_BYTES;
            trimmedRecords++;
        }
    }

    private static Instant millis(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli());
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * NANOS_PER_SECOND + time.getNano();
    }
}
