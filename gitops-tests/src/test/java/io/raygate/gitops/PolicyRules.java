// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Least privilege of the IAM roles. */
final class PolicyRules {

    private static final JsonMapper JSON = new JsonMapper();

    /** Of an IAM role's name: docs.aws.amazon.com/IAM, quotas, read 2026-11-22. */
    private static final int MAX_ROLE_NAME_CHARS = 64;

    /** Actions that AWS knows no resources for. */
    private static final List<String> WITHOUT_RESOURCE = List.of(
            "cloudwatch:PutMetricData",
            "kms:ListAliases",
            "lambda:ListEventSourceMappings",
            "xray:PutTraceSegments",
            "xray:PutSpans",
            "xray:PutSpansForIndexing",
            "xray:GetSamplingRules",
            "xray:GetSamplingTargets");

    private PolicyRules() {}

    static List<Problem> check(String application, JsonNode role) {
        List<Problem> problems = new ArrayList<>();
        String name = role.at("/spec/name").asString("");
        if (name.length() > MAX_ROLE_NAME_CHARS) {
            problems.add(new Problem(
                    application, "/spec/name", "Role " + name + " has more than 64 characters; shorten it"));
        }
        role.at("/spec/inlinePolicies").forEach(policy -> {
            for (JsonNode statement : statements(policy)) {
                for (String action : actions(statement)) {
                    check(application, name, statement, action, problems);
                }
            }
        });
        return problems;
    }

    private static void check(
            String application, String role, JsonNode statement, String action, List<Problem> problems) {
        if (action.contains("*")) {
            problems.add(new Problem(
                    application,
                    "/spec/inlinePolicies",
                    "Role " + role + " allows " + action + "; name the actions one by one"));
        }
        boolean everything = statement.path("Resource").asString("").equals("*");
        if (everything && !WITHOUT_RESOURCE.contains(action)) {
            problems.add(new Problem(
                    application,
                    "/spec/inlinePolicies",
                    "Role " + role + " allows " + action + " on every resource; name the resource"));
        }
        JsonNode resource = statement.path("Resource");
        boolean several = resource.isArray() && !application.startsWith("shared-");
        if (action.equals("kinesis:PutRecords")
                && (several || resource.isMissingNode() || resource.toString().contains("*"))) {
            problems.add(
                    new Problem(
                            application,
                            "/spec/inlinePolicies",
                            "Role " + role
                                    + " may write to more than one stream; name the streams one by one, for a tenant its own alone"));
        }
    }

    /** The statements of a policy document. */
    static List<JsonNode> statements(JsonNode policy) {
        try {
            List<JsonNode> statements = new ArrayList<>();
            JSON.readTree(policy.asString("")).path("Statement").forEach(statements::add);
            return statements;
        } catch (JacksonException e) {
            throw new IllegalStateException("a policy is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** One action or several: a policy may say either. */
    static List<String> actions(JsonNode statement) {
        JsonNode action = statement.path("Action");
        if (action.isString()) {
            return List.of(action.asString(""));
        }
        List<String> actions = new ArrayList<>();
        action.forEach(one -> actions.add(one.asString("")));
        return actions;
    }
}
