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
import java.util.stream.Stream;

/**
 * An Application that Argo CD makes of environment and tenant files, for whoever renders it without Argo CD:
 * {@code helm template RELEASE oci://REGISTRY/CHART --version VERSION --namespace NAMESPACE --values VALUES}.
 *
 * @param registry of the chart, with its namespace
 * @param release  Helm's name for it
 * @param values   JSON, which is YAML
 */
public record PlannedApplication(
        String name, String registry, String chart, String version, String release, String namespace, String values) {

    /** All of them, in the order of the files. Files must be valid by their schemas. */
    public static List<PlannedApplication> of(List<ContractFile> environments, List<ContractFile> tenants) {
        List<PlannedApplication> planned = new ArrayList<>();
        for (ContractFile environment : environments) {
            planned.add(gateway(environment));
            for (ContractFile tenant : tenants) {
                planned.addAll(ofTeam(environment, tenant));
            }
            planned.addAll(SharedApplications.of(environment));
        }
        return planned;
    }

    private static PlannedApplication gateway(ContractFile environment) {
        String name = EnvironmentRules.name(environment);
        Map<String, Node> values = new LinkedHashMap<>();
        environment.find("environment", "gateway").map(Node::members).ifPresent(values::putAll);
        values.put("environment", environment.root().required("environment"));
        return new PlannedApplication(
                "gateway-" + name,
                environment.text("environment", "charts"),
                "gateway",
                environment.text("environment", "release", "chart"),
                "raygate",
                "raygate-" + name,
                HelmJson.write(Node.object("", values)));
    }

    private static List<PlannedApplication> ofTeam(ContractFile environment, ContractFile tenant) {
        String name = EnvironmentRules.name(environment);
        List<Node> clusters = tenant.items("spec", "clusters").stream()
                .filter(cluster -> ContractFile.text(cluster, "env").equals(name))
                .toList();
        List<PlannedApplication> planned = new ArrayList<>();
        if (tenant.isRetired("spec") || tenant.isRetired("spec", "quota", name)) {
            return planned;
        }
        if (tenant.names("spec", "quota").contains(name)) {
            boolean stable = Stream.concat(
                            clusters.stream().map(cluster -> ContractFile.text(cluster, "ring")),
                            SharedClusters.of(environment.root()).ringsOf(tenant.baseName()).stream())
                    .anyMatch("stable"::equals);
            planned.add(new PlannedApplication(
                    "tenant-" + tenant.baseName() + "-" + name,
                    environment.text("environment", "charts"),
                    "tenant",
                    environment.text("environment", "release", stable ? "stable" : "canary", "chart"),
                    tenant.baseName(),
                    "raygate-" + name,
                    values(environment, tenant, Optional.empty())));
        }
        for (Node cluster : clusters) {
            if (!ContractFile.isRetired(cluster)) {
                planned.add(ofCluster("edge", "raygate-edge", environment, tenant, cluster));
                if (hasCollector(tenant, name)) {
                    planned.add(ofCluster("collector", "raygate-metrics", environment, tenant, cluster));
                }
            }
        }
        return planned;
    }

    /** Not where the workspace is still to be made, since its id is part of an address. */
    private static boolean hasCollector(ContractFile tenant, String environment) {
        Optional<Node> prometheus = tenant.find("spec", "telemetry", environment, "prometheus");
        Optional<Node> amp = prometheus.flatMap(node -> node.member("amp"));
        boolean isToBeMade =
                amp.flatMap(node -> node.member("create")).map(Node::bool).orElse(false)
                        && amp.flatMap(node -> node.member("workspace")).isEmpty();
        return prometheus.isPresent() && !isToBeMade;
    }

    private static PlannedApplication ofCluster(
            String chart, String release, ContractFile environment, ContractFile tenant, Node cluster) {
        String name = ContractFile.text(cluster, "name");
        return new PlannedApplication(
                chart + "-" + name,
                environment.text("environment", "charts"),
                chart,
                environment.text("environment", "release", ContractFile.text(cluster, "ring"), "chart"),
                release,
                "raygate",
                values(environment, tenant, Optional.of(name)));
    }

    private static String values(ContractFile environment, ContractFile tenant, Optional<String> cluster) {
        Map<String, Node> values = new LinkedHashMap<>();
        cluster.ifPresent(name -> values.put("cluster", Node.string("/cluster", name)));
        values.put("team", Node.string("/team", tenant.baseName()));
        values.put(
                "environment",
                cluster.isPresent()
                        ? SharedApplications.environment(environment, Optional.empty())
                        : environment.root().required("environment"));
        values.put("tenant", tenant.root());
        return HelmJson.write(Node.object("", values));
    }
}
