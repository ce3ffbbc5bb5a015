// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.raygate.gitops.cluster.AwsEndpoint.Account;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keys, found by their id: they have no name, so that a new hub makes a second one unless it is told the id. */
final class AckKey implements AckKind {

    @Override
    public Optional<Found> read(Account account, JsonNode spec, JsonNode status)
            throws IOException, InterruptedException {
        if (!status.has("keyID")) {
            return Optional.empty();
        }
        try {
            JsonNode key = account.call("kms", "DescribeKey", id(status)).path("KeyMetadata");
            return Optional.of(Found.of(key, List.of("description"))
                    .with(
                            "policy",
                            account.call(
                                            "kms",
                                            "GetKeyPolicy",
                                            Map.of("KeyId", status.path("keyID"), "PolicyName", "default"))
                                    .path("Policy"))
                    .arn(key.path("Arn")));
        } catch (AwsRefusal refusal) {
            return AckNamed.absent(refusal);
        }
    }

    @Override
    public void create(Account account, JsonNode spec, ObjectNode status) throws IOException, InterruptedException {
        Map<String, Object> key = AckFields.parameters(spec, List.of("description", "policy"));
        status.set("keyID", account.call("kms", "CreateKey", key).at("/KeyMetadata/KeyId"));
        if (spec.path("enableKeyRotation").asBoolean(false)) {
            account.call("kms", "EnableKeyRotation", id(status));
        }
    }

    @Override
    public void update(Account account, JsonNode spec, JsonNode status, Set<String> changed)
            throws IOException, InterruptedException {
        if (changed.contains("policy")) {
            account.call(
                    "kms",
                    "PutKeyPolicy",
                    Map.of("KeyId", status.path("keyID"), "PolicyName", "default", "Policy", spec.path("policy")));
        }
        if (changed.contains("description")) {
            account.call(
                    "kms",
                    "UpdateKeyDescription",
                    Map.of("KeyId", status.path("keyID"), "Description", spec.path("description")));
        }
    }

    @Override
    public void delete(Account account, JsonNode spec, JsonNode status) throws IOException, InterruptedException {
        account.call("kms", "ScheduleKeyDeletion", id(status));
    }

    private static Map<String, Object> id(JsonNode status) {
        return Map.of("KeyId", status.path("keyID"));
    }
}
