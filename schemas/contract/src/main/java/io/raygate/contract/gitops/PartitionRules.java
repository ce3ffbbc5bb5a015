// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.policy.TenantSpec;
import io.raygate.contract.read.Node;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An environment lies in one partition of AWS, with its hub, its clusters and all that it names: no role, topic or region of
 * another partition can be used from it. The charts derive ARNs and endpoints from the region.
 */
final class PartitionRules {

    private static final Pattern ARN = Pattern.compile("arn:(aws[a-z-]*):.*");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(?:-[a-z]+)+-[0-9]");

    private PartitionRules() {}

    static void check(ContractFile tenant, Map<String, ContractFile> environments, List<FileViolation> found) {
        for (Node cluster : tenant.items("spec", "clusters")) {
            ContractFile environment = environments.get(ContractFile.text(cluster, "env"));
            if (environment != null) {
                cluster(tenant, cluster, environment, found);
            }
        }
        for (String name : tenant.names("spec", "quota")) {
            ContractFile environment = environments.get(name);
            if (environment != null) {
                TenantSpec.of(tenant.root(), name)
                        .member("target")
                        .ifPresent(target ->
                                target.members().values().forEach(value -> check(tenant, value, environment, found)));
                tenant.find("spec", "environments", name, "alarmTopic")
                        .or(() -> tenant.find("spec", "contact", "alarmTopic"))
                        .ifPresent(topic -> check(tenant, topic, environment, found));
            }
        }
    }

    /** Of a team's cluster, or of a shared one. */
    static void cluster(ContractFile file, Node cluster, ContractFile environment, List<FileViolation> found) {
        for (String key : List.of("region", "server", "argoRole")) {
            cluster.member(key).ifPresent(value -> check(file, value, environment, found));
        }
    }

    static void check(ContractFile environment, List<FileViolation> found) {
        environment
                .find("environment", "hub", "region")
                .ifPresent(region -> check(environment, region, environment, found));
        environment.find("environment", "alarmTopic").ifPresent(topic -> check(environment, topic, environment, found));
    }

    private static void check(ContractFile file, Node value, ContractFile environment, List<FileViolation> found) {
        String here = ofRegion(environment.text("environment", "region"));
        String there = of(value.written());
        if (!there.isEmpty() && !there.equals(here)) {
            found.add(new FileViolation(
                    file.path(),
                    value.path(),
                    "partition",
                    value.written() + " is in the partition " + there + ", and environment "
                            + EnvironmentRules.name(environment) + " is in " + here
                            + ", which cannot reach it; name one of " + here));
        }
    }

    /** Empty for what is neither an ARN nor a region, such as the URL of an API server. */
    private static String of(String value) {
        Matcher arn = ARN.matcher(value);
        if (arn.matches()) {
            return arn.group(1);
        }
        return REGION.matcher(value).matches() ? ofRegion(value) : "";
    }

    private static String ofRegion(String region) {
        if (region.startsWith("us-gov-")) {
            return "aws-us-gov";
        }
        return region.startsWith("cn-") ? "aws-cn" : "aws";
    }
}
