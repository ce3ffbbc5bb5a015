// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.kinesis.StoredRecord;
import io.raygate.local.kinesis.StreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A stream whose shards are lists. */
final class InMemoryStream implements StreamReader {

    static final String NAME = "raygate-demo";
    static final String SHARD = "shardId-000000000000";
    private static final long FIRST_SEQUENCE_NUMBER = 1_000;

    private final Map<String, List<StoredRecord>> shards = new TreeMap<>();

    synchronized InMemoryStream put(String... texts) {
        for (String text : texts) {
            putKeyed(SHARD, "key", text);
        }
        return this;
    }

    synchronized void putKeyed(String shardId, String partitionKey, String text) {
        List<StoredRecord> shard = shards.computeIfAbsent(shardId, id -> new ArrayList<>());
        shard.add(record(FIRST_SEQUENCE_NUMBER + shard.size(), partitionKey, text));
    }

    static StoredRecord record(long sequenceNumber, String partitionKey, String text) {
        return new StoredRecord(
                Long.toString(sequenceNumber), partitionKey, text.getBytes(StandardCharsets.UTF_8), Instant.now());
    }

    static String text(StoredRecord record) {
        return new String(record.data(), StandardCharsets.UTF_8);
    }

    synchronized void remove(String shardId) {
        shards.remove(shardId);
    }

    @Override
    public String streamArn(String streamName) {
        return "arn:aws:kinesis:eu-west-1:123456789012:stream/" + streamName;
    }

    @Override
    public synchronized List<String> shardIds(String streamName) {
        return streamName.equals(NAME) ? List.copyOf(shards.keySet()) : List.of();
    }

    @Override
    public synchronized List<StoredRecord> read(
            String streamName, String shardId, Optional<String> after, int maxRecords, long maxBytes) {
        long last = after.map(Long::parseLong).orElse(0L);
        return shards.getOrDefault(shardId, List.of()).stream()
                .filter(record -> Long.parseLong(record.sequenceNumber()) > last)
                .limit(maxRecords)
                .toList();
    }
}
