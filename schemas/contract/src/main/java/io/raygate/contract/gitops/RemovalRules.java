// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.policy.SharedClusters;
import io.raygate.contract.read.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The order in which a cluster, an environment and a team leave: each is retired in a change of its own, and gone from the
 * files only in a later one. Stateless.
 */
public final class RemovalRules {

    private static final String RULE = "not-retired";

    private RemovalRules() {}

    /**
     * What is wrong with a file's absence.
     *
     * @param before the file as it was
     * @param file where it is missed
     */
    public static List<FileViolation> lost(ContractFile before, Path file) {
        if (before.isRetired("spec")) {
            return List.of();
        }
        return List.of(new FileViolation(
                file, "", RULE, "is gone, and team " + before.baseName() + " was not retired: spec.retired: true"));
    }

    /**
     * The same of a file that could not be read as it was: whether it was retired is not known.
     *
     * @param before where the file was
     * @param file where it is missed
     */
    public static List<FileViolation> lostUnread(Path before, Path file) {
        return List.of(new FileViolation(
                file,
                "",
                RULE,
                "is gone, and " + before + " does not say whether the team was retired, since it cannot be read"));
    }

    /**
     * What a change of a file removes too early.
     *
     * @param before the file as it was
     * @param now the same team's
     */
    public static List<FileViolation> removed(ContractFile before, ContractFile now) {
        List<FileViolation> found = new ArrayList<>();
        Set<String> clusters = new TreeSet<>();
        now.items("spec", "clusters").forEach(cluster -> clusters.add(ContractFile.text(cluster, "name")));
        for (Node cluster : before.items("spec", "clusters")) {
            if (!ContractFile.isRetired(cluster)) {
                cluster(found, cluster, now, clusters);
            }
        }
        for (String environment : before.names("spec", "quota")) {
            if (!now.names("spec", "quota").contains(environment)
                    && !before.isRetired("spec")
                    && !before.isRetired("spec", "quota", environment)) {
                String message =
                        environment + " is gone, and was not retired: spec.quota." + environment + ".retired: true";
                found.add(new FileViolation(now.path(), "/spec/quota", RULE, message));
            }
        }
        return found;
    }

    /**
     * What a change of an environment's file takes of its shared clusters too early.
     *
     * @param before the file as it was
     * @param now the same environment's
     */
    public static List<FileViolation> sharedRemoved(ContractFile before, ContractFile now) {
        Map<String, Node> were = SharedClusters.of(before.root()).byName();
        String pointer = "/environment/sharedClusters";
        if (!were.isEmpty() && now.find("environment", "sharedClusters").isEmpty()) {
            String message = "is gone, and Argo CD no longer removes what is left of "
                    + String.join(", ", were.keySet()) + "; write sharedClusters: {} until shared-"
                    + EnvironmentRules.name(now) + " has removed it";
            return List.of(new FileViolation(now.path(), pointer, RULE, message));
        }
        List<FileViolation> found = new ArrayList<>();
        Map<String, Node> are = SharedClusters.of(now.root()).byName();
        were.forEach((name, cluster) -> {
            if (!are.containsKey(name) && !ContractFile.isRetired(cluster)) {
                found.add(new FileViolation(
                        now.path(), pointer, RULE, name + " is gone, and was not retired: retired: true"));
            }
        });
        return found;
    }

    /** Of one that was not retired. */
    private static void cluster(List<FileViolation> found, Node cluster, ContractFile now, Set<String> clusters) {
        String name = ContractFile.text(cluster, "name");
        String environment = ContractFile.text(cluster, "env");
        if (!clusters.contains(name)) {
            found.add(new FileViolation(
                    now.path(), "/spec/clusters", RULE, name + " is gone, and was not retired: retired: true"));
            return;
        }
        if (now.isRetired("spec") || now.isRetired("spec", "quota", environment)) {
            found.add(new FileViolation(
                    now.path(),
                    "/spec/clusters",
                    RULE,
                    name + " was not retired before its team or environment is; merge that first, and this when edge-"
                            + name + " is empty"));
        }
    }
}
