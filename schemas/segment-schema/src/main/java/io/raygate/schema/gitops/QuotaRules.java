// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema.gitops;

import io.raygate.schema.explain.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The shards that tenants are promised together, the account must have. */
final class QuotaRules {

    private static final String LIMIT = "/environment/limits/shards";

    private QuotaRules() {}

    static List<FileViolation> check(Map<String, ContractFile> environments, List<ContractFile> tenants) {
        List<FileViolation> found = new ArrayList<>();
        for (Map.Entry<String, ContractFile> environment : environments.entrySet()) {
            String quota = "/spec/quota/" + environment.getKey() + "/shards";
            long given = environment.getValue().tree().at(LIMIT).asLong(Long.MAX_VALUE);
            long promised = tenants.stream()
                    .mapToLong(tenant -> tenant.tree().at(quota).asLong(0))
                    .sum();
            if (promised > given) {
                String message = "is " + given + ", but the tenants' quotas of shards add up to " + promised
                        + "; have the account's limit raised, or lower a spec.quota." + environment.getKey()
                        + ".shards";
                found.add(new FileViolation(environment.getValue().path(), new Violation(LIMIT, "quota-sum", message)));
            }
        }
        return found;
    }
}
