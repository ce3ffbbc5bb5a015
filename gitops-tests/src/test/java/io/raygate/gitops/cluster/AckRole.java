// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.raygate.gitops.cluster.AwsEndpoint.Account;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Roles with inline policies. IAM answers in XML, with documents percent-encoded. */
final class AckRole implements AckKind {

    private static final Pattern MEMBER = Pattern.compile("<member>([^<]*)</member>");

    @Override
    public Optional<Found> read(Account account, JsonNode spec, JsonNode status)
            throws IOException, InterruptedException {
        try {
            String role = account.iam("GetRole", name(spec));
            ObjectNode policies = new JsonMapper().createObjectNode();
            Matcher names = MEMBER.matcher(account.iam("ListRolePolicies", name(spec)));
            while (names.find()) {
                String policy = account.iam("GetRolePolicy", policy(spec, names.group(1)));
                policies.put(names.group(1), document(policy, "PolicyDocument"));
            }
            return Optional.of(Found.of(new JsonMapper().createObjectNode(), List.of())
                    .with("description", StringNode.valueOf(text(role, "Description")))
                    .with("assumeRolePolicyDocument", StringNode.valueOf(document(role, "AssumeRolePolicyDocument")))
                    .with("inlinePolicies", policies)
                    .arn(StringNode.valueOf(text(role, "Arn"))));
        } catch (AwsRefusal refusal) {
            return AckNamed.absent(refusal);
        }
    }

    @Override
    public void create(Account account, JsonNode spec, ObjectNode status) throws IOException, InterruptedException {
        Map<String, String> role = new LinkedHashMap<>(name(spec));
        role.put(
                "AssumeRolePolicyDocument",
                spec.path("assumeRolePolicyDocument").asString(""));
        role.put("Description", spec.path("description").asString(""));
        account.iam("CreateRole", role);
        putPolicies(account, spec);
    }

    private static void putPolicies(Account account, JsonNode spec) throws IOException, InterruptedException {
        for (Map.Entry<String, JsonNode> policy : spec.path("inlinePolicies").properties()) {
            Map<String, String> put = policy(spec, policy.getKey());
            put.put("PolicyDocument", policy.getValue().asString(""));
            account.iam("PutRolePolicy", put);
        }
    }

    @Override
    public void update(Account account, JsonNode spec, JsonNode status, Set<String> changed)
            throws IOException, InterruptedException {
        if (changed.contains("inlinePolicies")) {
            putPolicies(account, spec);
        }
        if (changed.contains("assumeRolePolicyDocument")) {
            Map<String, String> trust = new LinkedHashMap<>(name(spec));
            trust.put("PolicyDocument", spec.path("assumeRolePolicyDocument").asString(""));
            account.iam("UpdateAssumeRolePolicy", trust);
        }
        if (changed.contains("description")) {
            Map<String, String> role = new LinkedHashMap<>(name(spec));
            role.put("Description", spec.path("description").asString(""));
            account.iam("UpdateRole", role);
        }
    }

    @Override
    public void delete(Account account, JsonNode spec, JsonNode status) throws IOException, InterruptedException {
        Matcher names = MEMBER.matcher(account.iam("ListRolePolicies", name(spec)));
        while (names.find()) {
            account.iam("DeleteRolePolicy", policy(spec, names.group(1)));
        }
        account.iam("DeleteRole", name(spec));
    }

    private static Map<String, String> name(JsonNode spec) {
        return Map.of("RoleName", spec.path("name").asString(""));
    }

    private static Map<String, String> policy(JsonNode spec, String policy) {
        Map<String, String> named = new LinkedHashMap<>(name(spec));
        named.put("PolicyName", policy);
        return named;
    }

    private static String text(String xml, String element) {
        Matcher found =
                Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(xml);
        return found.find() ? found.group(1) : "";
    }

    private static String document(String xml, String element) {
        return URLDecoder.decode(text(xml, element), StandardCharsets.UTF_8);
    }

    /** Of a list of names and values. */
    static ObjectNode map(JsonNode list, String name, String value) {
        ObjectNode map = new JsonMapper().createObjectNode();
        list.forEach(item -> map.set(item.path(name).asString(""), item.path(value)));
        return map;
    }
}
