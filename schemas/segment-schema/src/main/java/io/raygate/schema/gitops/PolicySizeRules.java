// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema.gitops;

import io.raygate.schema.explain.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the gateway reads of a tenant file goes into one SSM parameter for each environment, and has to fit. */
final class PolicySizeRules {

    /**
     * Of a parameter's value in the advanced tier, 8 KB; docs.aws.amazon.com/systems-manager, parameter tiers, read
     * 2026-11-26.
     */
    private static final int MAX_CHARS = 8192;

    /** What Helm's toJson writes as six characters. */
    private static final String ESCAPED = "<>&";

    /** Of the tenant chart's template tenant.policy.gateway. */
    private static final List<String> COPIED =
            List.of("weight", "validation", "redaction", "quarantine", "enrichment", "target");

    private PolicySizeRules() {}

    static void check(ContractFile tenant, List<FileViolation> found) {
        for (String environment : tenant.tree().at("/spec/quota").propertyNames()) {
            ObjectNode policy = policy(tenant, environment);
            int chars = chars(policy) + 1; // a newline ends it
            if (chars > MAX_CHARS) {
                String part = longest(policy);
                found.add(new FileViolation(
                        tenant.path(),
                        new Violation(
                                "/spec/" + part,
                                "policy-size",
                                "makes the policy of environment " + environment + " " + chars
                                        + " characters long, of which these are " + chars(policy.path(part))
                                        + ", and an SSM parameter holds " + MAX_CHARS
                                        + "; say it with fewer or shorter entries, such as paths with wildcards")));
            }
        }
    }

    /** As the tenant chart makes it. */
    private static ObjectNode policy(ContractFile tenant, String environment) {
        JsonNode spec = tenant.tree().path("spec");
        ObjectNode policy = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "raygate/v1")
                .put("kind", "GatewayPolicy")
                .put("tenant", TenantRules.name(tenant));
        var clusters = policy.putArray("clusters");
        for (JsonNode cluster : spec.path("clusters")) {
            if (cluster.path("env").asString("").equals(environment)) {
                clusters.add(cluster.path("name"));
            }
        }
        COPIED.stream().filter(spec::has).forEach(key -> policy.set(key, spec.path(key)));
        JsonNode maxSegmentBytes = spec.path("quota").path(environment).path("maxSegmentBytes");
        if (!maxSegmentBytes.isMissingNode()) {
            policy.putObject("limits").set("maxSegmentBytes", maxSegmentBytes);
        }
        return policy;
    }

    private static String longest(ObjectNode policy) {
        return policy.propertyStream()
                .max(Comparator.comparingInt(part -> chars(part.getValue())))
                .orElseThrow()
                .getKey();
    }

    /** In UTF-8, which is never less than characters. */
    private static int chars(JsonNode node) {
        String text = node.toString();
        long escaped = text.chars().filter(c -> ESCAPED.indexOf(c) >= 0).count();
        return text.getBytes(StandardCharsets.UTF_8).length + 5 * (int) escaped;
    }
}
