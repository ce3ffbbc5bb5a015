// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.policy;

import io.raygate.contract.read.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The clusters on which several teams run: {@code environment.sharedClusters} of an environment file. The charts read the same
 * ({@code tenant.shared}).
 */
public final class SharedClusters {

    private final Map<String, Node> clusters;
    private final String platformTeam;

    private SharedClusters(Map<String, Node> clusters, String platformTeam) {
        this.clusters = clusters;
        this.platformTeam = platformTeam;
    }

    /** Of an environment file, which needs not be valid beyond what is asked for. */
    public static SharedClusters of(Node environmentFile) {
        Node environment = environmentFile.required("environment");
        return new SharedClusters(
                environment
                        .member("sharedClusters")
                        .<Map<String, Node>>map(shared -> new TreeMap<>(shared.members()))
                        .orElse(Map.of()),
                environment.member("platformTeam").map(Node::written).orElse(""));
    }

    /** Where nobody says which there are. */
    public static SharedClusters none() {
        return new SharedClusters(Map.of(), "");
    }

    /** By name, in its order. */
    public Map<String, Node> byName() {
        return clusters;
    }

    /** The platform's own team; empty where none is named. */
    public String platformTeam() {
        return platformTeam;
    }

    /** Clusters of which the team gets what belongs to nobody, and so may speak for every namespace. */
    public List<String> ownedBy(String team) {
        return clusters.entrySet().stream()
                .filter(cluster -> isOwnedBy(team, cluster.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Lists of namespaces by cluster, of the clusters of which the team has some and not all. */
    public Map<String, Node> namespacesOf(String team) {
        Map<String, Node> namespaces = new TreeMap<>();
        clusters.forEach((name, cluster) -> {
            if (!isOwnedBy(team, cluster)) {
                cluster.required("tenants").member(team).ifPresent(list -> namespaces.put(name, list));
            }
        });
        return namespaces;
    }

    /** The rings of the clusters that write to the team's stream. */
    public List<String> ringsOf(String team) {
        List<String> rings = new ArrayList<>();
        clusters.values().forEach(cluster -> {
            if (isOwnedBy(team, cluster)
                    || cluster.required("tenants").member(team).isPresent()) {
                rings.add(cluster.required("ring").written());
            }
        });
        return rings;
    }

    private boolean isOwnedBy(String team, Node cluster) {
        return team.equals(platformTeam) && cluster.required("others").written().equals("stream");
    }
}
