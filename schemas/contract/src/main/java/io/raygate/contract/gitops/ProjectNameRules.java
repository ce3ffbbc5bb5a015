// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Team and environment together name an Application and a project of Argo CD: {@code shop} in {@code dev-eu} and
 * {@code shop-dev} in {@code eu} would share one.
 */
final class ProjectNameRules {

    private ProjectNameRules() {}

    static List<FileViolation> unique(List<ContractFile> tenants) {
        List<FileViolation> found = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        for (ContractFile tenant : tenants) {
            String name = TenantRules.name(tenant);
            for (String environment : tenant.names("spec", "quota")) {
                String project = "tenant-" + name + "-" + environment;
                String owner = owners.putIfAbsent(project, name + " in " + environment);
                if (owner != null) {
                    found.add(new FileViolation(
                            tenant.path(),
                            "/spec/quota/" + environment,
                            "project-name",
                            name + " in " + environment + " makes the Application " + project + ", and so does " + owner
                                    + "; rename one of the teams or environments"));
                }
            }
        }
        return found;
    }
}
