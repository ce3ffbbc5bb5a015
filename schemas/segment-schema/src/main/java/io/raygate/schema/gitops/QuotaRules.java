// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema.gitops;

import io.raygate.schema.explain.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the tenants are promised together, the account must have. */
final class QuotaRules {

    private QuotaRules() {}

    static List<FileViolation> check(Map<String, ContractFile> environments, List<ContractFile> tenants) {
        List<FileViolation> found = new ArrayList<>();
        for (Map.Entry<String, ContractFile> environment : environments.entrySet()) {
            for (String limit : List.of("shards", "segmentsPerSecond")) {
                check(environment.getKey(), environment.getValue(), limit, tenants, found);
            }
        }
        return found;
    }

    private static void check(
            String name,
            ContractFile environment,
            String limit,
            List<ContractFile> tenants,
            List<FileViolation> found) {
        String pointer = "/environment/limits/" + limit;
        long given = environment.tree().at(pointer).asLong(Long.MAX_VALUE);
        long promised = tenants.stream()
                .mapToLong(tenant ->
                        tenant.tree().at("/spec/quota/" + name + "/" + limit).asLong(0))
                .sum();
        if (promised > given) {
            String message = "is " + given + ", but the tenants' quotas of " + limit + " add up to " + promised
                    + "; have the account's limit raised, or lower a spec.quota." + name + "." + limit;
            found.add(new FileViolation(environment.path(), new Violation(pointer, "quota-sum", message)));
        }
    }
}
