// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.policy.SharedClusters;
import io.raygate.contract.read.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Shared clusters against the teams: a namespace is one team's, and whoever is named has a stream in the environment. A shared
 * cluster is an entry like those of tenant files otherwise, so it keeps their rules.
 */
final class SharedClusterRules {

    /**
     * Of all inline policies of a role, without white space; docs.aws.amazon.com/IAM, IAM and AWS STS quotas, read 2026-11-28.
     */
    private static final int MAX_POLICY_CHARS = 10_240;

    /** What the role's policy has beside the streams: two or three statements, with names at their longest. */
    private static final int FRAME_CHARS = 700;

    private final ContractFile environment;
    private final SharedClusters shared;
    private final Map<String, ContractFile> teams;
    private final boolean allTeams;
    private final List<FileViolation> found = new ArrayList<>();

    private SharedClusterRules(ContractFile environment, Map<String, ContractFile> teams, boolean allTeams) {
        this.environment = environment;
        this.shared = SharedClusters.of(environment.root());
        this.teams = teams;
        this.allTeams = allTeams;
    }

    /** What is wrong; of teams that have no file only where {@code tenants} are {@code allTeams}. */
    static List<FileViolation> check(List<ContractFile> environments, List<ContractFile> tenants, boolean allTeams) {
        Map<String, ContractFile> teams = new TreeMap<>();
        tenants.forEach(tenant -> teams.put(TenantRules.name(tenant), tenant));
        List<FileViolation> found = new ArrayList<>();
        for (ContractFile environment : environments) {
            SharedClusterRules rules = new SharedClusterRules(environment, teams, allTeams);
            rules.check();
            found.addAll(rules.found);
        }
        return found;
    }

    private void check() {
        if (!shared.platformTeam().isEmpty()) {
            team("/environment/platformTeam", shared.platformTeam(), "name another team there");
        }
        shared.byName().forEach(this::cluster);
    }

    private void cluster(String name, Node cluster) {
        String pointer = cluster.path();
        TenantRules.roleName(found, environment, pointer, name);
        TenantRules.account(found, environment, pointer, ContractFile.text(cluster, "account"), environment);
        ServerRules.check(environment, pointer, named(name, cluster), environment, found);
        PartitionRules.cluster(environment, cluster, environment, found);
        Map<String, String> owners = new HashMap<>();
        cluster.required("tenants").members().forEach((team, namespaces) -> {
            team(namespaces.path(), team, "remove the entry from tenants of " + name);
            for (Node namespace : namespaces.items()) {
                String owner = owners.putIfAbsent(namespace.written(), team);
                if (owner != null) {
                    add(
                            namespace.path(),
                            "shared-namespace",
                            namespace.written() + " is a namespace of " + owner
                                    + " already; a namespace belongs to one team: remove it from one of them");
                }
            }
        });
        if (ContractFile.text(cluster, "others").equals("stream")) {
            others(cluster);
        }
        policy(name, cluster);
    }

    private void others(Node cluster) {
        String platform = shared.platformTeam();
        if (platform.isEmpty()) {
            add(
                    cluster.path() + "/others",
                    "shared-others",
                    "is stream, and no stream is the platform's; name the team that has it in environment.platformTeam,"
                            + " or write drop");
        }
        cluster.required("tenants")
                .member(platform)
                .ifPresent(namespaces -> add(
                        namespaces.path(),
                        "shared-others",
                        "are namespaces of " + platform
                                + ", the platform's team, which gets all that no other team has; remove the entry"));
    }

    /** As tenant files have it, with the name inside. */
    private static Node named(String name, Node cluster) {
        Map<String, Node> members = new LinkedHashMap<>(cluster.members());
        members.put("name", Node.string(cluster.path(), name));
        return Node.object(cluster.path(), members);
    }

    private void team(String pointer, String team, String remedy) {
        String here = EnvironmentRules.name(environment);
        ContractFile file = teams.get(team);
        if (file == null) {
            if (allTeams) {
                String message = "is no team: tenants/" + team + ".yaml is missing; add it, or ";
                add(pointer, "shared-team", team + " " + message + remedy);
            }
        } else if (!file.names("spec", "quota").contains(here)) {
            add(
                    pointer,
                    "shared-quota",
                    team + " has no stream in " + here + "; add spec.quota." + here + " to its file, or " + remedy);
        } else if (file.isRetired("spec") || file.isRetired("spec", "quota", here)) {
            add(pointer, "shared-retired", team + " is retired in " + here + "; first " + remedy);
        }
    }

    /** The role names every stream, and IAM bounds what a role's policies hold. */
    private void policy(String name, Node cluster) {
        Set<String> named = new TreeSet<>(cluster.required("tenants").members().keySet());
        if (ContractFile.text(cluster, "others").equals("stream")) {
            named.add(shared.platformTeam());
        }
        String region = environment.text("environment", "region");
        int around = ("\"arn:aws-us-gov:kinesis:" + region + ":123456789012:stream/raygate-\",").length();
        int chars = FRAME_CHARS
                + named.stream().mapToInt(team -> around + team.length()).sum();
        if (chars > MAX_POLICY_CHARS) {
            add(
                    cluster.path() + "/tenants",
                    "shared-role",
                    "names " + named.size() + " streams, for which the policy of raygate-writer-" + name
                            + " would have "
                            + chars + " characters; IAM takes " + MAX_POLICY_CHARS
                            + ": give some of the teams a cluster of their own");
        }
    }

    private void add(String pointer, String rule, String message) {
        found.add(new FileViolation(environment.path(), pointer, rule, message));
    }
}
