// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.policy.GatewayPolicy;
import io.raygate.contract.policy.HelmJson;
import io.raygate.contract.policy.SharedClusters;
import io.raygate.contract.read.Node;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the gateway reads of a tenant file goes into one SSM parameter for each environment, and has to fit. */
final class PolicySizeRules {

    /**
     * Of a parameter's value in the advanced tier, 8 KB; docs.aws.amazon.com/systems-manager, parameter tiers, read
     * 2026-11-26.
     */
    private static final int MAX_CHARS = 8192;

    private PolicySizeRules() {}

    static void check(ContractFile tenant, Map<String, ContractFile> environments, List<FileViolation> found) {
        for (String environment : tenant.names("spec", "quota")) {
            Optional<ContractFile> file = Optional.ofNullable(environments.get(environment));
            SharedClusters shared = file.map(of -> SharedClusters.of(of.root())).orElseGet(SharedClusters::none);
            Node policy = GatewayPolicy.of(tenant.root(), environment, shared);
            int chars = chars(policy) + 1; // a newline ends it
            if (chars > MAX_CHARS) {
                Node longest = policy.members().values().stream()
                        .max(Comparator.comparingInt(PolicySizeRules::chars))
                        .orElseThrow();
                String message = "makes the policy of environment " + environment + " " + chars
                        + " characters long, of which these are " + chars(longest) + ", and an SSM parameter holds "
                        + MAX_CHARS + "; say it with fewer or shorter entries, such as paths with wildcards";
                boolean isOfATeam = !longest.path().startsWith("/environment/");
                found.add(new FileViolation(
                        isOfATeam ? tenant.path() : file.orElse(tenant).path(),
                        longest.path(),
                        "policy-size",
                        isOfATeam ? message : "of " + TenantRules.name(tenant) + " " + message));
            }
        }
    }

    /** In UTF-8, which is never less than characters. */
    private static int chars(Node part) {
        return HelmJson.write(part).getBytes(StandardCharsets.UTF_8).length;
    }
}
