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

/** Workspaces of Amazon Managed Service for Prometheus, found by their id: AWS takes one alias for many of them. */
final class AckWorkspace implements AckKind {

    private static final String PATH = "/workspaces";

    @Override
    public Optional<Found> read(Account account, JsonNode spec, JsonNode status)
            throws IOException, InterruptedException {
        if (!status.has("workspaceID")) {
            return Optional.empty();
        }
        try {
            JsonNode workspace = account.get("aps", path(status)).path("workspace");
            return Optional.of(new Found(new JsonMapper().createObjectNode(), new JsonMapper().createObjectNode())
                    .with("alias", workspace.path("alias"))
                    .arn(workspace.path("arn"))
                    .status("status", workspace.path("status")));
        } catch (AwsRefusal refusal) {
            return AckNamed.absent(refusal);
        }
    }

    @Override
    public void create(Account account, JsonNode spec, ObjectNode status) throws IOException, InterruptedException {
        JsonNode made =
                account.send("aps", "POST", PATH, Map.of("alias", spec.path("alias"), "tags", spec.path("tags")));
        status.set("workspaceID", made.path("workspaceId"));
    }

    @Override
    public void update(Account account, JsonNode spec, JsonNode status, Set<String> changed)
            throws IOException, InterruptedException {
        account.send("aps", "POST", path(status) + "/alias", Map.of("alias", spec.path("alias")));
    }

    @Override
    public void delete(Account account, JsonNode spec, JsonNode status) throws IOException, InterruptedException {
        account.send("aps", "DELETE", path(status), Map.of());
    }

    private static String path(JsonNode status) {
        return PATH + "/" + status.path("workspaceID").asString("");
    }
}
