// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.read.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Rules of one tenant file against the environments. */
final class TenantRules {

    /** Of an IAM role's name; IAM and STS quotas, docs.aws.amazon.com/IAM, read 2026-11-22. */
    private static final int MAX_ROLE_NAME_CHARS = 64;

    /** What the charts put before a cluster's name in the longer of its two roles. */
    private static final String LONGEST_ROLE_PREFIX = "raygate-writer-";

    /** Kubernetes names of this kind end at 63 characters (RFC 1123 label). */
    private static final int MAX_LABEL_CHARS = 63;

    private TenantRules() {}

    static String name(ContractFile file) {
        return file.text("metadata", "name");
    }

    static List<FileViolation> check(ContractFile tenant, Map<String, ContractFile> environments) {
        List<FileViolation> found = new ArrayList<>();
        String name = name(tenant);
        if (!tenant.baseName().equals(name)) {
            add(
                    found,
                    tenant,
                    "/metadata/name",
                    "file-name",
                    "is " + name + " in a file called " + tenant.baseName() + "; give both the same name");
        }
        Set<String> quotas = new TreeSet<>(tenant.names("spec", "quota"));
        for (String environment : quotas) {
            quota(found, tenant, name, environment, environments);
        }
        for (String environment : tenant.names("spec", "environments")) {
            if (!quotas.contains(environment)) {
                add(
                        found,
                        tenant,
                        "/spec/environments/" + environment,
                        "quota",
                        environment + " has no quota; add spec.quota." + environment + ", or remove the entry");
            }
        }
        int index = 0;
        for (Node cluster : tenant.items("spec", "clusters")) {
            cluster(found, tenant, "/spec/clusters/" + index++, cluster, quotas, environments);
        }
        RedactionRules.check(tenant, environments.values(), found);
        TelemetryRules.check(tenant, environments, found);
        SamplingSourceRules.check(tenant, environments, found);
        PartitionRules.check(tenant, environments, found);
        PolicySizeRules.check(tenant, environments, found);
        return found;
    }

    private static void quota(
            List<FileViolation> found,
            ContractFile tenant,
            String name,
            String environment,
            Map<String, ContractFile> environments) {
        String pointer = "/spec/quota/" + environment;
        if (!environments.containsKey(environment)) {
            add(found, tenant, pointer, "environment", "is no environment; " + choose(environments));
        }
        String project = "tenant-" + name + "-" + environment;
        if (project.length() > MAX_LABEL_CHARS) {
            add(
                    found,
                    tenant,
                    "/metadata/name",
                    "name-length",
                    "makes the project name " + project + " of " + project.length() + " characters; at most "
                            + MAX_LABEL_CHARS + ", so shorten the tenant's name");
        }
    }

    private static void cluster(
            List<FileViolation> found,
            ContractFile tenant,
            String pointer,
            Node cluster,
            Set<String> quotas,
            Map<String, ContractFile> environments) {
        String environment = ContractFile.text(cluster, "env");
        String name = ContractFile.text(cluster, "name");
        ContractFile file = environments.get(environment);
        if (file == null) {
            add(
                    found,
                    tenant,
                    pointer + "/env",
                    "environment",
                    environment + " is no environment; " + choose(environments));
            return;
        }
        if (!quotas.contains(environment)) {
            add(found, tenant, pointer + "/env", "quota", environment + " has no quota; add spec.quota." + environment);
        }
        roleName(found, tenant, pointer + "/name", name);
        boolean leaves = tenant.isRetired("spec") || tenant.isRetired("spec", "quota", environment);
        if (leaves && !ContractFile.isRetired(cluster)) {
            add(
                    found,
                    tenant,
                    pointer,
                    "not-retired",
                    name
                            + " is not retired, but its team or environment is; retire the cluster first, and go on"
                            + " when edge-"
                            + name + " is empty");
        }
        account(found, tenant, pointer, ContractFile.text(cluster, "account"), file);
        ServerRules.check(tenant, pointer, cluster, file, found);
    }

    /** What the longest role of a cluster is called. */
    static void roleName(List<FileViolation> found, ContractFile file, String pointer, String name) {
        int roleChars = LONGEST_ROLE_PREFIX.length() + name.length();
        if (roleChars > MAX_ROLE_NAME_CHARS) {
            add(
                    found,
                    file,
                    pointer,
                    "name-length",
                    name + " makes a role name of " + roleChars + " characters; IAM takes " + MAX_ROLE_NAME_CHARS
                            + ", so a cluster's name has at most "
                            + (MAX_ROLE_NAME_CHARS - LONGEST_ROLE_PREFIX.length()));
        }
    }

    static void account(
            List<FileViolation> found, ContractFile file, String pointer, String account, ContractFile environment) {
        Set<String> accounts = new TreeSet<>();
        accounts.add(environment.text("environment", "account"));
        accounts.add(environment.text("environment", "hub", "account"));
        environment.items("environment", "clusterAccounts").forEach(other -> accounts.add(other.written()));
        if (!accounts.contains(account)) {
            String name = EnvironmentRules.name(environment);
            add(
                    found,
                    file,
                    pointer + "/account",
                    "account",
                    account + " is unknown to environment " + name + "; add it to environment.clusterAccounts in "
                            + environment.path().getFileName());
        }
    }

    private static String choose(Map<String, ContractFile> environments) {
        return "add its file to gitops/envs, or choose of " + environments.keySet();
    }

    private static void add(List<FileViolation> found, ContractFile file, String pointer, String rule, String message) {
        found.add(new FileViolation(file.path(), pointer, rule, message));
    }
}
