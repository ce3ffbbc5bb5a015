// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.read.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shards that tenants are promised together, the account must have. */
final class QuotaRules {

    private static final String LIMIT = "/environment/limits/shards";

    private QuotaRules() {}

    static List<FileViolation> check(Map<String, ContractFile> environments, List<ContractFile> tenants) {
        List<FileViolation> found = new ArrayList<>();
        for (Map.Entry<String, ContractFile> environment : environments.entrySet()) {
            long given = shards(environment.getValue().find("environment", "limits", "shards"), Long.MAX_VALUE);
            long promised = tenants.stream()
                    .mapToLong(tenant -> shards(tenant.find("spec", "quota", environment.getKey(), "shards"), 0))
                    .sum();
            if (promised > given) {
                String message = "is " + given + ", but the tenants' quotas of shards add up to " + promised
                        + "; have the account's limit raised, or lower a spec.quota." + environment.getKey()
                        + ".shards";
                found.add(new FileViolation(environment.getValue().path(), LIMIT, "quota-sum", message));
            }
        }
        return found;
    }

    private static long shards(Optional<Node> number, long otherwise) {
        return number.map(node -> node.number().longValue()).orElse(otherwise);
    }
}
