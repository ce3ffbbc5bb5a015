// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.raygate.gitops.cluster.AwsEndpoint.Account;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Rule groups of a workspace, found by their name in it. AWS's JSON has the rules in Base64. */
final class AckRules implements AckKind {

    @Override
    public Optional<Found> read(Account account, JsonNode spec, JsonNode status)
            throws IOException, InterruptedException {
        try {
            JsonNode rules = account.get("aps", path(spec)).path("ruleGroupsNamespace");
            String text =
                    new String(Base64.getDecoder().decode(rules.path("data").asString("")), StandardCharsets.UTF_8);
            return Optional.of(new Found(new JsonMapper().createObjectNode(), new JsonMapper().createObjectNode())
                    .with("configuration", StringNode.valueOf(text))
                    .arn(rules.path("arn"))
                    .status("status", rules.path("status")));
        } catch (AwsRefusal refusal) {
            return AckNamed.absent(refusal);
        }
    }

    @Override
    public void create(Account account, JsonNode spec, ObjectNode status) throws IOException, InterruptedException {
        account.send("aps", "POST", namespaces(spec), Map.of("name", spec.path("name"), "data", data(spec)));
    }

    @Override
    public void update(Account account, JsonNode spec, JsonNode status, Set<String> changed)
            throws IOException, InterruptedException {
        account.send("aps", "PUT", path(spec), Map.of("data", data(spec)));
    }

    @Override
    public void delete(Account account, JsonNode spec, JsonNode status) throws IOException, InterruptedException {
        account.send("aps", "DELETE", path(spec), Map.of());
    }

    private static String data(JsonNode spec) {
        byte[] rules = spec.path("configuration").asString("").getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(rules);
    }

    private static String path(JsonNode spec) {
        return namespaces(spec) + "/" + spec.path("name").asString("");
    }

    private static String namespaces(JsonNode spec) {
        return "/workspaces/" + spec.path("workspaceID").asString("") + "/rulegroupsnamespaces";
    }
}
