// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.raygate.gitops.cluster.AwsEndpoint.Account;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Streams. {@code shardCount} counts when one is created: {@code DescribeStreamSummary} has it under another name. */
final class AckStream implements AckKind {

    @Override
    public Optional<Found> read(Account account, JsonNode spec, JsonNode status)
            throws IOException, InterruptedException {
        try {
            JsonNode stream =
                    account.call("kinesis", "DescribeStreamSummary", name(spec)).path("StreamDescriptionSummary");
            JsonNode tags =
                    account.call("kinesis", "ListTagsForStream", name(spec)).path("Tags");
            return Optional.of(Found.of(stream, List.of("streamModeDetails"))
                    .with("tags", AckRole.map(tags, "Key", "Value"))
                    .arn(stream.path("StreamARN"))
                    .status("encryptionType", stream.path("EncryptionType"))
                    .status("openShardCount", stream.path("OpenShardCount"))
                    .status("retentionPeriodHours", stream.path("RetentionPeriodHours")));
        } catch (AwsRefusal refusal) {
            return AckNamed.absent(refusal);
        }
    }

    @Override
    public void create(Account account, JsonNode spec, ObjectNode status) throws IOException, InterruptedException {
        Map<String, Object> stream = new LinkedHashMap<>(name(spec));
        stream.putAll(AckFields.parameters(spec, List.of("shardCount", "streamModeDetails", "tags")));
        account.call("kinesis", "CreateStream", stream);
    }

    @Override
    public void update(Account account, JsonNode spec, JsonNode status, Set<String> changed)
            throws IOException, InterruptedException {
        if (changed.contains("tags")) {
            Map<String, Object> tags = new LinkedHashMap<>(name(spec));
            tags.put("Tags", spec.path("tags"));
            account.call("kinesis", "AddTagsToStream", tags);
        }
    }

    @Override
    public void delete(Account account, JsonNode spec, JsonNode status) throws IOException, InterruptedException {
        account.call("kinesis", "DeleteStream", name(spec));
    }

    private static Map<String, Object> name(JsonNode spec) {
        return Map.of("StreamName", spec.path("name").asString(""));
    }
}
