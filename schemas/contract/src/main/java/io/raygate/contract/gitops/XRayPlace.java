// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.policy.TenantSpec;
import io.raygate.contract.read.Node;
import java.util.Optional;

/** An X-Ray, which has traces, sampling rules and a quota of its own. */
record XRayPlace(String account, String region) {

    /** Position of the account in an ARN. */
    private static final int ACCOUNT = 4;

    /** Where a gateway sends what has no target. */
    static XRayPlace of(ContractFile environment) {
        return new XRayPlace(environment.text("environment", "account"), environment.text("environment", "region"));
    }

    /** Where the tenant's segments of that environment go. */
    static XRayPlace of(ContractFile tenant, ContractFile environment) {
        XRayPlace own = of(environment);
        Optional<Node> target =
                TenantSpec.of(tenant.root(), EnvironmentRules.name(environment)).member("target");
        String role = target.map(node -> ContractFile.text(node, "roleArn")).orElse("");
        String region = target.map(node -> ContractFile.text(node, "region")).orElse("");
        return new XRayPlace(
                role.isEmpty() ? own.account : role.split(":", -1)[ACCOUNT], region.isEmpty() ? own.region : region);
    }

    @Override
    public String toString() {
        return account + " in " + region;
    }
}
