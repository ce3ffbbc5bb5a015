// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules over several files of {@code gitops/envs} and {@code gitops/tenants}. Each message names the value and the
 * remedy. Stateless.
 */
public final class GitopsRules {

    private GitopsRules() {}

    /** All violations, in the order of the files. Files must be valid by their schemas. */
    public static List<FileViolation> check(List<ContractFile> environments, List<ContractFile> tenants) {
        return check(environments, tenants, true);
    }

    /**
     * The same.
     *
     * @param allTeams whether {@code tenants} are all that there are; else an environment may name others
     */
    public static List<FileViolation> check(
            List<ContractFile> environments, List<ContractFile> tenants, boolean allTeams) {
        List<FileViolation> found = new ArrayList<>();
        Map<String, ContractFile> byName = new TreeMap<>();
        environments.forEach(file -> byName.put(EnvironmentRules.name(file), file));
        found.addAll(EnvironmentRules.check(environments));
        for (ContractFile tenant : tenants) {
            found.addAll(TenantRules.check(tenant, byName));
        }
        found.addAll(ClusterRules.unique(environments, tenants));
        found.addAll(SharedClusterRules.check(environments, tenants, allTeams));
        found.addAll(ProjectNameRules.unique(tenants));
        found.addAll(QuotaRules.check(byName, tenants));
        return found;
    }

    /** What is valid, and still to be filled in before anything starts. */
    public static List<FileViolation> placeholders(List<ContractFile> environments) {
        return environments.stream()
                .flatMap(file -> PlaceholderRules.check(file).stream())
                .toList();
    }
}
