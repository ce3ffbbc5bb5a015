// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.policy.HelmJson;
import io.raygate.contract.policy.SharedClusters;
import io.raygate.contract.read.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Argo CD makes of an environment's shared clusters: one Application on the hub, and one for each cluster. */
final class SharedApplications {

    private static final String KEY = "sharedClusters";

    private SharedApplications() {}

    static List<PlannedApplication> of(ContractFile environment) {
        List<PlannedApplication> planned = new ArrayList<>();
        if (environment.find("environment", KEY).isEmpty()) {
            return planned;
        }
        String name = EnvironmentRules.name(environment);
        planned.add(new PlannedApplication(
                "shared-" + name,
                environment.text("environment", "charts"),
                "shared",
                environment.text("environment", "release", "chart"),
                "shared",
                "raygate-" + name,
                HelmJson.write(
                        Node.object("", Map.of("environment", environment.root().required("environment"))))));
        SharedClusters.of(environment.root()).byName().forEach((cluster, entry) -> {
            if (!ContractFile.isRetired(entry)) {
                planned.add(edge(environment, cluster, entry));
            }
        });
        return planned;
    }

    private static PlannedApplication edge(ContractFile environment, String cluster, Node entry) {
        Map<String, Node> values = new LinkedHashMap<>();
        values.put("cluster", Node.string("/cluster", cluster));
        values.put("environment", environment(environment, Optional.of(cluster)));
        return new PlannedApplication(
                "edge-" + cluster,
                environment.text("environment", "charts"),
                "edge",
                environment.text("environment", "release", ContractFile.text(entry, "ring"), "chart"),
                "raygate-edge",
                "raygate",
                HelmJson.write(Node.object("", values)));
    }

    /**
     * What the charts of a cluster get of the environment.
     *
     * @param cluster the shared one that they are for; others do not concern them
     */
    static Node environment(ContractFile environment, Optional<String> cluster) {
        Node all = environment.root().required("environment");
        Map<String, Node> members = new LinkedHashMap<>(all.members());
        Node shared = members.remove(KEY);
        if (shared != null) {
            cluster.ifPresent(name ->
                    members.put(KEY, Node.object(shared.path(), Map.of(name, shared.required(name)))));
        }
        return Node.object(all.path(), members);
    }
}
