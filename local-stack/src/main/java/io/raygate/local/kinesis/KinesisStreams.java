// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import io.raygate.local.aws.AwsAccount;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** All streams by name. Thread-safe. They share the retention evenly, so a busy stream never trims another one. */
final class KinesisStreams implements StreamReader {

    /** The bounds of the whole service. */
    record Bounds(boolean enforceLimits, long retentionBytes, int maxStreams, int maxShardsPerStream) {}

    private final AwsAccount account;
    private final Bounds bounds;
    private final InstantSource clock;
    private final NavigableMap<String, KinesisStream> streams = new ConcurrentSkipListMap<>();
    private Instant lastCreated = Instant.EPOCH;

    KinesisStreams(AwsAccount account, Bounds bounds, InstantSource clock) {
        this.account = account;
        this.bounds = bounds;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    AwsAccount account() {
        return account;
    }

    Collection<KinesisStream> all() {
        return List.copyOf(streams.values());
    }

    /** The stream, or ResourceNotFoundException. */
    KinesisStream named(String name) {
        return find(name).orElseThrow(() -> KinesisRefusal.notFound("Stream " + name, account.accountId()));
    }

    /** Creates the stream, ACTIVE from the first moment; refused where it exists or a bound would be broken. */
    synchronized void create(StreamSpec spec) {
        if (streams.containsKey(spec.name())) {
            throw KinesisRefusal.inUse(spec.name(), account.accountId());
        }
        if (streams.size() >= bounds.maxStreams()) {
            throw KinesisRefusal.limitExceeded(
                    "raygate.local.kinesis.max-streams reached: maxStreams=" + bounds.maxStreams());
        }
        if (spec.shards() > bounds.maxShardsPerStream()) {
            throw KinesisRefusal.limitExceeded("Over raygate.local.kinesis.max-shards-per-stream: shards="
                    + spec.shards() + ", maxShardsPerStream=" + bounds.maxShardsPerStream());
        }
        long share = share(streams.size() + 1);
        streams.values().forEach(stream -> stream.retain(share));
        streams.put(
                spec.name(),
                new KinesisStream(spec, streamArn(spec.name()), bounds.enforceLimits(), share, newCreationTime()));
    }

    /** Deletes the stream and its records at once, or ResourceNotFoundException. */
    synchronized void delete(String name) {
        streams.remove(named(name).name());
        long share = share(Math.max(1, streams.size()));
        streams.values().forEach(stream -> stream.retain(share));
    }

    @Override
    public String streamArn(String streamName) {
        return account.arn("kinesis", "stream/" + streamName);
    }

    @Override
    public List<String> shardIds(String streamName) {
        return find(streamName)
                .map(stream -> stream.shards().stream().map(Shard::id).toList())
                .orElse(List.of());
    }

    @Override
    public List<StoredRecord> read(
            String streamName, String shardId, Optional<String> after, int maxRecords, long maxBytes) {
        Optional<KinesisStream> stream = find(streamName);
        Optional<Shard> shard = stream.flatMap(found -> found.shard(shardId));
        if (stream.isEmpty() || shard.isEmpty()) {
            return List.of();
        }
        // a sequence number of an earlier stream of the same name lies before everything in this one
        long from = after.flatMap(SequenceNumber::parse)
                .filter(number ->
                        number.streamCreatedMillis() == stream.get().created().toEpochMilli())
                .map(number -> number.position() + 1)
                .orElse(0L);
        return stream.get()
                .read(shard.get().index(), from, maxRecords, maxBytes, clock.instant())
                .records();
    }

    private Optional<KinesisStream> find(String name) {
        return Optional.ofNullable(streams.get(name));
    }

    private long share(int count) {
        return bounds.retentionBytes() / count;
    }

    private Instant newCreationTime() {
        Instant now = Instant.ofEpochMilli(clock.millis());
        lastCreated = now.isAfter(lastCreated) ? now : lastCreated.plusMillis(1);
        return lastCreated;
    }
}
