// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.policy.GatewayPolicy;
import io.raygate.contract.read.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The streams and the parts of X-Ray that tenants are promised together, the account must have. */
final class QuotaRules {

    /** Streams on demand of an account; Kinesis Data Streams quotas, docs.aws.amazon.com/streams, read 2026-11-28. */
    private static final long DEFAULT_STREAMS_ON_DEMAND = 50;

    private QuotaRules() {}

    static List<FileViolation> check(Map<String, ContractFile> environments, List<ContractFile> tenants) {
        List<FileViolation> found = new ArrayList<>();
        environments.forEach((name, environment) -> {
            shards(name, environment, tenants, found);
            onDemand(name, environment, tenants, found);
        });
        ShareRules.check(environments, tenants, found);
        return found;
    }

    private static void shards(
            String name, ContractFile environment, List<ContractFile> tenants, List<FileViolation> found) {
        long given = count(environment.find("environment", "limits", "shards"), Long.MAX_VALUE);
        long promised =
                tenants.stream().mapToLong(tenant -> shards(tenant, name)).sum();
        if (promised > given) {
            String message = "is " + given + ", but the tenants' quotas of shards add up to " + promised
                    + "; have the account's limit raised, or lower a spec.quota." + name + ".shards";
            found.add(new FileViolation(environment.path(), "/environment/limits/shards", "quota-sum", message));
        }
    }

    private static void onDemand(
            String name, ContractFile environment, List<ContractFile> tenants, List<FileViolation> found) {
        long given = count(environment.find("environment", "limits", "onDemandStreams"), DEFAULT_STREAMS_ON_DEMAND);
        long promised =
                tenants.stream().filter(tenant -> isOnDemand(tenant, name)).count();
        if (promised > given) {
            String message = "leaves " + given + " streams on demand, but " + promised
                    + " are promised; have the account's limit raised and write it to onDemandStreams, or give a"
                    + " spec.quota." + name + " shards";
            found.add(new FileViolation(environment.path(), "/environment/limits", "quota-sum", message));
        }
    }

    /** A stream on demand counts as what functions reserve for it. */
    static long shards(ContractFile tenant, String environment) {
        return isOnDemand(tenant, environment)
                ? GatewayPolicy.SHARDS_ON_DEMAND
                : count(tenant.find("spec", "quota", environment, "shards"), 0);
    }

    private static boolean isOnDemand(ContractFile tenant, String environment) {
        return tenant.find("spec", "quota", environment, "mode")
                .map(mode -> mode.written().equals("onDemand"))
                .orElse(false);
    }

    private static long count(Optional<Node> number, long otherwise) {
        return number.map(node -> node.number().longValue()).orElse(otherwise);
    }
}
