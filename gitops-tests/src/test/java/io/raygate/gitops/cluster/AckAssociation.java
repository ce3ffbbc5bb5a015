// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.raygate.gitops.cluster.AwsEndpoint.Account;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Pod Identity associations, found by their id. */
final class AckAssociation implements AckKind {

    @Override
    public Optional<Found> read(Account account, JsonNode spec, JsonNode status)
            throws IOException, InterruptedException {
        if (!status.has("associationID")) {
            return Optional.empty();
        }
        try {
            JsonNode association = account.get("eks", path(spec, status)).path("association");
            return Optional.of(new Found(new JsonMapper().createObjectNode(), new JsonMapper().createObjectNode())
                    .with("roleARN", association.path("roleArn"))
                    .with("targetRoleARN", association.path("targetRoleArn"))
                    .arn(association.path("associationArn")));
        } catch (AwsRefusal refusal) {
            return AckNamed.absent(refusal);
        }
    }

    @Override
    public void create(Account account, JsonNode spec, ObjectNode status) throws IOException, InterruptedException {
        status.set(
                "associationID",
                account.send(
                                "eks",
                                "POST",
                                associations(spec),
                                Map.of(
                                        "namespace",
                                        spec.path("namespace"),
                                        "serviceAccount",
                                        spec.path("serviceAccount"),
                                        "roleArn",
                                        spec.path("roleARN"),
                                        "targetRoleArn",
                                        spec.path("targetRoleARN")))
                        .at("/association/associationId"));
    }

    @Override
    public void update(Account account, JsonNode spec, JsonNode status, Set<String> changed)
            throws IOException, InterruptedException {
        account.send(
                "eks",
                "POST",
                path(spec, status),
                Map.of("roleArn", spec.path("roleARN"), "targetRoleArn", spec.path("targetRoleARN")));
    }

    @Override
    public void delete(Account account, JsonNode spec, JsonNode status) throws IOException, InterruptedException {
        account.send("eks", "DELETE", path(spec, status), Map.of());
    }

    private static String associations(JsonNode spec) {
        return "/clusters/" + spec.path("clusterName").asString("") + "/pod-identity-associations";
    }

    private static String path(JsonNode spec, JsonNode status) {
        return associations(spec) + "/" + status.path("associationID").asString("");
    }
}
