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

/** Queues, found by their URL. */
final class AckQueue implements AckKind {

    private static final List<String> ATTRIBUTES =
            List.of("messageRetentionPeriod", "visibilityTimeout", "kmsMasterKeyID", "redrivePolicy");

    @Override
    public List<Reference> references() {
        return List.of(new Reference("kmsMasterKeyRef", "Key", "kmsMasterKeyID", "/status/keyID"));
    }

    @Override
    public Optional<Found> read(Account account, JsonNode spec, JsonNode status)
            throws IOException, InterruptedException {
        if (!status.has("queueURL")) {
            return Optional.empty();
        }
        try {
            JsonNode attributes = account.call(
                            "sqs",
                            "GetQueueAttributes",
                            Map.of("QueueUrl", status.path("queueURL"), "AttributeNames", List.of("All")))
                    .path("Attributes");
            return Optional.of(Found.of(attributes, ATTRIBUTES).arn(attributes.path("QueueArn")));
        } catch (AwsRefusal refusal) {
            return AckNamed.absent(refusal);
        }
    }

    @Override
    public void create(Account account, JsonNode spec, ObjectNode status) throws IOException, InterruptedException {
        status.set(
                "queueURL",
                account.call(
                                "sqs",
                                "CreateQueue",
                                Map.of(
                                        "QueueName",
                                        spec.path("queueName"),
                                        "Attributes",
                                        AckFields.parameters(spec, ATTRIBUTES)))
                        .path("QueueUrl"));
    }

    @Override
    public void update(Account account, JsonNode spec, JsonNode status, Set<String> changed)
            throws IOException, InterruptedException {
        account.call(
                "sqs",
                "SetQueueAttributes",
                Map.of("QueueUrl", status.path("queueURL"), "Attributes", AckFields.parameters(spec, changed)));
    }

    @Override
    public void delete(Account account, JsonNode spec, JsonNode status) throws IOException, InterruptedException {
        account.call("sqs", "DeleteQueue", Map.of("QueueUrl", status.path("queueURL")));
    }
}
