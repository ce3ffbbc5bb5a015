// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** GetShardIterator and GetRecords. */
final class ReadOperations {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MAX_TOKEN_LENGTH = 512;
    private static final Pattern NUMBER = Pattern.compile("0|([1-9]\\d{0,128})");
    private static final Pattern TYPE =
            Pattern.compile("AT_SEQUENCE_NUMBER|AFTER_SEQUENCE_NUMBER|TRIM_HORIZON|LATEST|AT_TIMESTAMP");

    private final KinesisStreams streams;
    private final StreamNaming naming;

    ReadOperations(KinesisStreams streams) {
        this.streams = streams;
        this.naming = new StreamNaming(streams);
    }

    Map<String, Operation> byName() {
        return Map.of("GetShardIterator", this::getShardIterator, "GetRecords", this::getRecords);
    }

    private Optional<ObjectNode> getShardIterator(Parameters in) {
        KinesisStream stream = naming.stream(in);
        String shardId = in.requiredText("ShardId", Parameters.NAME);
        Shard shard = stream.shard(shardId)
                .orElseThrow(() -> KinesisRefusal.notFound(
                        "Shard " + shardId + " in stream " + stream.name(),
                        streams.account().accountId()));
        Instant now = streams.now();
        long position = position(in, stream, shard, now);
        return Optional.of(JSON.objectNode()
                .put(
                        "ShardIterator",
                        ShardIterator.at(stream, shard.index(), position, now).token()));
    }

    private static long position(Parameters in, KinesisStream stream, Shard shard, Instant now) {
        return switch (in.requiredText("ShardIteratorType", TYPE)) {
            case "TRIM_HORIZON" -> 0;
            case "LATEST" -> stream.next(shard.index());
            case "AT_SEQUENCE_NUMBER" -> startingPosition(in, stream, shard);
            case "AFTER_SEQUENCE_NUMBER" -> startingPosition(in, stream, shard) + 1;
            case String atTimestamp -> positionAt(in, stream, shard, now);
        };
    }

    private static long startingPosition(Parameters in, KinesisStream stream, Shard shard) {
        String text = in.requiredText("StartingSequenceNumber", NUMBER);
        return SequenceNumber.parse(text)
                .filter(number ->
                        number.streamCreatedMillis() == stream.created().toEpochMilli())
                .filter(number -> number.shard() == shard.index())
                .filter(number -> number.position() < stream.next(shard.index()))
                .map(SequenceNumber::position)
                .orElseThrow(() -> KinesisRefusal.invalidArgument("StartingSequenceNumber " + text
                        + " is not one of shard " + shard.id() + " in stream " + stream.name() + "."));
    }

    private static long positionAt(Parameters in, KinesisStream stream, Shard shard, Instant now) {
        Instant time = in.timestamp("Timestamp").orElseThrow(() -> in.missing("Timestamp"));
        if (time.isAfter(now)) {
            throw KinesisRefusal.invalidArgument(
                    "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: "
                            + time.toEpochMilli() + ", currentTimestampInMillis: " + now.toEpochMilli());
        }
        return stream.firstAt(shard.index(), time);
    }

    private Optional<ObjectNode> getRecords(Parameters in) {
        ShardIterator iterator = ShardIterator.parse(in.requiredText("ShardIterator", MAX_TOKEN_LENGTH))
                .orElseThrow(() -> KinesisRefusal.invalidArgument("Invalid ShardIterator."));
        int limit = in.integer("Limit", 1, KinesisLimits.GET_RECORDS_ENTRIES).orElse(KinesisLimits.GET_RECORDS_ENTRIES);
        Instant now = streams.now();
        KinesisStream stream = streamOf(iterator, now);
        Slice slice = stream.get(iterator.shard(), iterator.position(), limit, now)
                .orElseThrow(() -> KinesisRefusal.throttled("Rate exceeded for shard " + Shard.id(iterator.shard())
                        + " in stream " + stream.name() + " under account "
                        + streams.account().accountId() + "."));
        ObjectNode answer = JSON.objectNode()
                .put("MillisBehindLatest", slice.millisBehindLatest())
                .put(
                        "NextShardIterator",
                        ShardIterator.at(stream, iterator.shard(), slice.next(), now)
                                .token());
        answer.set("Records", records(slice, in.encoding()));
        return Optional.of(answer);
    }

    private KinesisStream streamOf(ShardIterator iterator, Instant now) {
        if (iterator.isExpired(now)) {
            throw KinesisRefusal.expiredIterator("Iterator expired. The iterator was created at time "
                    + iterator.issued() + " while right now it is " + now
                    + " which is further in the future than the tolerated delay of "
                    + KinesisLimits.ITERATOR_LIFETIME_MILLIS + " milliseconds.");
        }
        KinesisStream stream = streams.named(iterator.stream());
        if (stream.created().toEpochMilli() != iterator.streamCreatedMillis()
                || iterator.shard() >= stream.shards().size()) {
            throw KinesisRefusal.invalidArgument("Invalid ShardIterator.");
        }
        return stream;
    }

    private static ArrayNode records(Slice slice, Encoding encoding) {
        ArrayNode list = JSON.arrayNode(slice.records().size());
        for (StoredRecord stored : slice.records()) {
            list.addObject()
                    .put("SequenceNumber", stored.sequenceNumber())
                    .put("PartitionKey", stored.partitionKey())
                    .put("Data", stored.data())
                    .put("EncryptionType", "NONE")
                    .set("ApproximateArrivalTimestamp", encoding.timestamp(stored.approximateArrival()));
        }
        return list;
    }
}
