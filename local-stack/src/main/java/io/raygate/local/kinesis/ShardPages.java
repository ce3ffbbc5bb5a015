// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;

/** Shards as the API lists them, page by page in the order of their ids. */
final class ShardPages {

    private ShardPages() {}

    /** All shards behind the given one, which need not exist. */
    static List<Shard> after(KinesisStream stream, Optional<String> shardId) {
        return stream.shards().stream()
                .filter(shard -> shardId.isEmpty() || shard.id().compareTo(shardId.get()) > 0)
                .toList();
    }

    static ArrayNode describe(KinesisStream stream, List<Shard> shards) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Shard shard : shards) {
            var node = list.addObject().put("ShardId", shard.id());
            node.putObject("HashKeyRange")
                    .put("StartingHashKey", shard.hashKeyRange().first().toString())
                    .put("EndingHashKey", shard.hashKeyRange().last().toString());
            node.putObject("SequenceNumberRange")
                    .put("StartingSequenceNumber", stream.sequenceNumber(shard.index(), 0));
        }
        return list;
    }
}
