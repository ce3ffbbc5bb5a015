// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** ListShards. No shard is ever split or merged here, so every filter by time finds all shards. */
final class ListShards implements Operation {

    private static final int DEFAULT_PAGE = 1_000;
    private static final int MAX_PAGE = 10_000;
    private static final Pattern FILTER =
            Pattern.compile("AFTER_SHARD_ID|AT_TRIM_HORIZON|FROM_TRIM_HORIZON|AT_LATEST|AT_TIMESTAMP|FROM_TIMESTAMP");

    /** The stream and the last shard given; neither can contain the separator. */
    private static final Pattern TOKEN = Pattern.compile("[a-zA-Z0-9_.-]{1,128}/shardId-\\d{12}");

    private final KinesisStreams streams;
    private final StreamNaming naming;

    ListShards(KinesisStreams streams) {
        this.streams = streams;
        this.naming = new StreamNaming(streams);
    }

    @Override
    public Optional<ObjectNode> answer(Parameters in) {
        Optional<String[]> token = in.text("NextToken").map(ListShards::parseToken);
        if (token.isPresent() && (in.has("StreamName") || in.has("ExclusiveStartShardId"))) {
            throw KinesisRefusal.invalidArgument("NextToken goes with neither StreamName nor ExclusiveStartShardId.");
        }
        KinesisStream stream = token.map(parts -> streams.named(parts[0])).orElseGet(() -> naming.stream(in));
        Optional<String> after = token.map(parts -> parts[1]).or(() -> start(in));
        return Optional.of(
                page(stream, after, in.integer("MaxResults", 1, MAX_PAGE).orElse(DEFAULT_PAGE)));
    }

    private static ObjectNode page(KinesisStream stream, Optional<String> after, int limit) {
        List<Shard> shards = ShardPages.after(stream, after);
        List<Shard> page = shards.stream().limit(limit).toList();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("Shards", ShardPages.describe(stream, page));
        if (shards.size() > page.size()) {
            answer.put("NextToken", stream.name() + "/" + page.getLast().id());
        }
        return answer;
    }

    private static Optional<String> start(Parameters in) {
        Optional<String> exclusiveStart = in.text("ExclusiveStartShardId", Parameters.NAME);
        return exclusiveStart.or(() -> in.object("ShardFilter")
                .filter(filter -> filter.requiredText("Type", FILTER).equals("AFTER_SHARD_ID"))
                .map(filter -> filter.requiredText("ShardId", Parameters.NAME)));
    }

    private static String[] parseToken(String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw KinesisRefusal.invalidArgument("Invalid NextToken.");
        }
        return token.split("/", 2);
    }
}
