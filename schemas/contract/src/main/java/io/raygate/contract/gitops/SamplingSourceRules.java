// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.policy.TenantSpec;
import java.util.List;
import java.util.Map;

/**
 * Forwarders read sampling rules by the role that puts blocks, so from the X-Ray of the environment. Whoever looks at a target's
 * console would set rules there that nobody reads.
 */
final class SamplingSourceRules {

    private SamplingSourceRules() {}

    static void check(ContractFile tenant, Map<String, ContractFile> environments, List<FileViolation> found) {
        for (String name : tenant.names("spec", "quota")) {
            ContractFile environment = environments.get(name);
            if (environment == null) {
                continue; // TenantRules complains of it
            }
            XRayPlace own = XRayPlace.of(environment);
            XRayPlace target = XRayPlace.of(tenant, environment);
            if (!target.equals(own)) {
                TenantSpec.of(tenant.root(), name)
                        .member("sampling")
                        .flatMap(sampling -> sampling.member("source"))
                        .filter(source -> source.written().equals("xray"))
                        .ifPresent(source -> found.add(new FileViolation(
                                tenant.path(),
                                source.path(),
                                "sampling-source",
                                "xray asks the X-Ray of " + own + ", but segments of environment " + name + " go to "
                                        + target + ", whose rules nobody would read; write source: git and the rules"
                                        + " here, or remove the target")));
            }
        }
    }
}
