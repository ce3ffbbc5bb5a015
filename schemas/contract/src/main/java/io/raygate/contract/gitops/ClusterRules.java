// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.policy.SharedClusters;
import io.raygate.contract.read.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Clusters are known by name and by API server: neither may stand twice, in whatever file. */
final class ClusterRules {

    private ClusterRules() {}

    static List<FileViolation> unique(Collection<ContractFile> environments, List<ContractFile> tenants) {
        List<FileViolation> found = new ArrayList<>();
        for (String key : List.of("name", "server")) {
            Map<String, String> owners = new HashMap<>();
            for (ContractFile tenant : tenants) {
                unique(key, tenant, owners, found);
            }
            for (ContractFile environment : environments) {
                shared(key, environment, owners, found);
            }
        }
        return found;
    }

    private static void unique(String key, ContractFile tenant, Map<String, String> owners, List<FileViolation> found) {
        int index = 0;
        for (Node cluster : tenant.items("spec", "clusters")) {
            String value = ContractFile.text(cluster, key);
            String owner = owners.putIfAbsent(value, TenantRules.name(tenant));
            if (owner != null) {
                String message =
                        value + " is a cluster of " + owner + " already; a cluster belongs to one tenant, once";
                found.add(new FileViolation(
                        tenant.path(), "/spec/clusters/" + index + "/" + key, "unique-cluster", message));
            }
            index++;
        }
    }

    private static void shared(
            String key, ContractFile environment, Map<String, String> owners, List<FileViolation> found) {
        String here = "environment " + EnvironmentRules.name(environment);
        SharedClusters.of(environment.root()).byName().forEach((name, cluster) -> {
            String value = key.equals("name") ? name : ContractFile.text(cluster, key);
            String owner = owners.putIfAbsent(value, here);
            if (owner != null) {
                found.add(new FileViolation(
                        environment.path(),
                        cluster.path() + (key.equals("name") ? "" : "/" + key),
                        "unique-cluster",
                        value + " is a cluster of " + owner
                                + " already; a cluster is one team's or shared, once: remove one of the two"));
            }
        });
    }
}
