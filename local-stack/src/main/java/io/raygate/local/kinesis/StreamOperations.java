// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** CreateStream, DeleteStream, DescribeStream, DescribeStreamSummary, ListStreams and UpdateMaxRecordSize. */
final class StreamOperations {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern MODE = Pattern.compile("PROVISIONED|ON_DEMAND");
    private static final int DEFAULT_PAGE = 100;
    private static final int MAX_PAGE = 10_000;

    private final KinesisStreams streams;
    private final StreamNaming naming;

    StreamOperations(KinesisStreams streams) {
        this.streams = streams;
        this.naming = new StreamNaming(streams);
    }

    Map<String, Operation> byName() {
        return Map.of(
                "CreateStream", this::create,
                "DeleteStream", this::delete,
                "DescribeStream", this::describe,
                "DescribeStreamSummary", this::summarize,
                "ListStreams", this::list,
                "UpdateMaxRecordSize", this::updateMaxRecordSize);
    }

    private Optional<ObjectNode> create(Parameters in) {
        String name = in.requiredText("StreamName", Parameters.NAME);
        boolean onDemand = in.object("StreamModeDetails")
                .map(details -> details.requiredText("StreamMode", MODE).equals("ON_DEMAND"))
                .orElse(false);
        Optional<Integer> shards = in.integer("ShardCount", 1, Integer.MAX_VALUE);
        if (shards.isEmpty() && !onDemand) {
            throw in.missing("ShardCount");
        }
        int maxRecordKib = maxRecordKib(in).orElse(KinesisLimits.DEFAULT_RECORD_KIB);
        streams.create(new StreamSpec(name, shards.orElse(KinesisLimits.ON_DEMAND_SHARDS), onDemand, maxRecordKib));
        return Optional.empty();
    }

    private Optional<ObjectNode> delete(Parameters in) {
        streams.delete(naming.stream(in).name());
        return Optional.empty();
    }

    private Optional<ObjectNode> updateMaxRecordSize(Parameters in) {
        KinesisStream stream = naming.streamByArn(in);
        stream.maxRecordKib(maxRecordKib(in).orElseThrow(() -> in.missing("MaxRecordSizeInKiB")));
        return Optional.empty();
    }

    private Optional<ObjectNode> describe(Parameters in) {
        KinesisStream stream = naming.stream(in);
        int limit = in.integer("Limit", 1, MAX_PAGE).orElse(DEFAULT_PAGE);
        List<Shard> shards = ShardPages.after(stream, in.text("ExclusiveStartShardId", Parameters.NAME));
        ObjectNode description = common(stream, in.encoding());
        description.set(
                "Shards",
                ShardPages.describe(stream, shards.stream().limit(limit).toList()));
        description.put("HasMoreShards", shards.size() > limit);
        return Optional.of(JSON.objectNode().set("StreamDescription", description));
    }

    private Optional<ObjectNode> summarize(Parameters in) {
        KinesisStream stream = naming.stream(in);
        ObjectNode summary = common(stream, in.encoding())
                .put("OpenShardCount", stream.shards().size())
                .put("ConsumerCount", 0)
                .put("MaxRecordSizeInKiB", stream.maxRecordKib());
        return Optional.of(JSON.objectNode().set("StreamDescriptionSummary", summary));
    }

    private Optional<ObjectNode> list(Parameters in) {
        int limit = in.integer("Limit", 1, MAX_PAGE).orElse(DEFAULT_PAGE);
        String after = in.text("NextToken")
                .or(() -> in.text("ExclusiveStartStreamName", Parameters.NAME))
                .orElse("");
        List<KinesisStream> found = streams.all().stream()
                .filter(stream -> stream.name().compareTo(after) > 0)
                .toList();
        List<KinesisStream> page = found.stream().limit(limit).toList();
        ObjectNode answer = JSON.objectNode().put("HasMoreStreams", found.size() > page.size());
        ArrayNode names = answer.putArray("StreamNames");
        ArrayNode summaries = answer.putArray("StreamSummaries");
        for (KinesisStream stream : page) {
            names.add(stream.name());
            summaries.add(brief(stream, in.encoding()));
        }
        if (found.size() > page.size()) {
            answer.put("NextToken", page.getLast().name());
        }
        return Optional.of(answer);
    }

    private static Optional<Integer> maxRecordKib(Parameters in) {
        return in.integer("MaxRecordSizeInKiB", KinesisLimits.DEFAULT_RECORD_KIB, KinesisLimits.MAX_RECORD_KIB);
    }

    private static ObjectNode common(KinesisStream stream, Encoding encoding) {
        ObjectNode node = brief(stream, encoding)
                .put("RetentionPeriodHours", KinesisLimits.RETENTION_HOURS)
                .put("EncryptionType", "NONE");
        node.putArray("EnhancedMonitoring").addObject().putArray("ShardLevelMetrics");
        return node;
    }

    private static ObjectNode brief(KinesisStream stream, Encoding encoding) {
        ObjectNode node = JSON.objectNode()
                .put("StreamName", stream.name())
                .put("StreamARN", stream.arn())
                .put("StreamStatus", "ACTIVE");
        node.putObject("StreamModeDetails").put("StreamMode", stream.spec().onDemand() ? "ON_DEMAND" : "PROVISIONED");
        node.set("StreamCreationTimestamp", encoding.timestamp(stream.created()));
        return node;
    }
}
