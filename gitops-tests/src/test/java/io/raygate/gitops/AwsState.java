// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.AwsEndpoint;
import io.raygate.gitops.cluster.AwsRefusal;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What an account has in a region, read at AWS by its administrator; and what a person does there by the lists of
 * {@code gitops/README.md}.
 */
record AwsState(AwsEndpoint.Account account) {

    private static final String MAPPINGS = "/2015-03-31/event-source-mappings/";

    static AwsState of(AwsEndpoint aws, String account, String region) {
        return new AwsState(aws.account(account, region));
    }

    /** Step 3 of the list "Bootstrap": the role that the controllers take in an account, with its policy. */
    void createControllersRole() throws IOException, InterruptedException {
        account.iam("CreateRole", Map.of("RoleName", "raygate-ack", "AssumeRolePolicyDocument", "{}"));
        String policy = Files.readString(GitopsTree.ofProject().root().resolve("gitops/accounts/ack-policy.json"))
                .replace("${partition}", "aws");
        account.iam("PutRolePolicy", Map.of("RoleName", "raygate-ack", "PolicyName", "ack", "PolicyDocument", policy));
    }

    JsonNode stream(String name) throws IOException, InterruptedException {
        return account.call("kinesis", "DescribeStreamSummary", Map.of("StreamName", name))
                .path("StreamDescriptionSummary");
    }

    int openShards(String stream) throws IOException, InterruptedException {
        return stream(stream).path("OpenShardCount").asInt(0);
    }

    /** {@code raygate-gateway-stable Enabled}, for example: function and state of a source's mapping; empty where there is none. */
    String mapping(String source) throws IOException, InterruptedException {
        for (JsonNode mapping : mappings()) {
            if (mapping.path("EventSourceArn").asString("").endsWith(source)) {
                String function = mapping.path("FunctionArn").asString("");
                return function.substring(function.lastIndexOf(':') + 1) + " "
                        + mapping.path("State").asString("");
            }
        }
        return "";
    }

    JsonNode mappings() throws IOException, InterruptedException {
        return account.get("lambda", MAPPINGS).path("EventSourceMappings");
    }

    /** Step 2 of the list "Replace the hub". */
    void deleteMappings() throws IOException, InterruptedException {
        for (JsonNode mapping : mappings()) {
            account.send("lambda", "DELETE", MAPPINGS + mapping.path("UUID").asString(""), Map.of());
        }
    }

    /** The same. */
    void deleteAssociations(String cluster) throws IOException, InterruptedException {
        String path = "/clusters/" + cluster + "/pod-identity-associations";
        for (JsonNode known : account.get("eks", path).path("associations")) {
            account.send(
                    "eks", "DELETE", path + "/" + known.path("associationId").asString(""), Map.of());
        }
    }

    JsonNode function(String name) throws IOException, InterruptedException {
        return account.get("lambda", "/2015-03-31/functions/" + name);
    }

    /** Id of the key that has an alias. */
    String key(String alias) throws IOException, InterruptedException {
        return account.call("kms", "DescribeKey", Map.of("KeyId", "alias/" + alias))
                .at("/KeyMetadata/KeyId")
                .asString("");
    }

    /** Value of a parameter. */
    String parameter(String name) throws IOException, InterruptedException {
        return account.call("ssm", "GetParameter", Map.of("Name", name))
                .at("/Parameter/Value")
                .asString("");
    }

    /** Ids of the workspaces of Amazon Managed Prometheus with an alias. */
    List<String> workspaces(String alias) throws IOException, InterruptedException {
        return account.get("aps", "/workspaces?alias=" + alias)
                .path("workspaces")
                .valueStream()
                .map(workspace -> workspace.path("workspaceId").asString(""))
                .toList();
    }

    /** Rule groups of a workspace, in YAML. */
    String rules(String workspace, String name) throws IOException, InterruptedException {
        String data = account.get("aps", "/workspaces/" + workspace + "/rulegroupsnamespaces/" + name)
                .at("/ruleGroupsNamespace/data")
                .asString("");
        return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
    }

    boolean hasRole(String name) throws IOException, InterruptedException {
        try {
            account.iam("GetRole", Map.of("RoleName", name));
            return true;
        } catch (AwsRefusal refusal) {
            if (refusal.code().equals("NoSuchEntity")) {
                return false;
            }
            throw refusal;
        }
    }

    /** IAM's answer, with the document in it. */
    String rolePolicy(String role, String policy) throws IOException, InterruptedException {
        return URLDecoder.decode(
                account.iam("GetRolePolicy", Map.of("RoleName", role, "PolicyName", policy)), StandardCharsets.UTF_8);
    }
}
