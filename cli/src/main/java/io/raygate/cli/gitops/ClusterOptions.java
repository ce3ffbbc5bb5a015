// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.gitops;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a cluster's entry says. {@code gitops/accounts/cluster-facts} prints most of it. */
final class ClusterOptions {

    @Option(names = "--env", paramLabel = "ENV", description = "Environment: a file in envs/.")
    private @Nullable String env;

    @Option(names = "--ring", paramLabel = "RING", description = "canary or stable (default stable).")
    private @Nullable String ring;

    @Option(names = "--compute", paramLabel = "KIND", description = "ec2 (default), fargate or mixed.")
    private @Nullable String compute;

    @Option(names = "--region", paramLabel = "REGION", description = "Region of the cluster.")
    private @Nullable String region;

    @Option(names = "--account", paramLabel = "ID", description = "Account of the cluster.")
    private @Nullable String account;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "API server; with managed Argo CD, which is the default, the cluster's ARN.")
    private @Nullable String server;

    @Option(names = "--argo-role", paramLabel = "ARN", description = "Role with which Argo CD deploys.")
    private @Nullable String argoRole;

    @Option(names = "--ca-data", paramLabel = "BASE64", description = "Certificate of the API server.")
    private @Nullable String caData;

    @Option(
            names = "--identity",
            paramLabel = "KIND",
            description = "podIdentity or irsa (default: irsa where there is Fargate).")
    private @Nullable String identity;

    @Option(names = "--oidc-issuer", paramLabel = "ISSUER", description = "OIDC issuer, for Fargate and for irsa.")
    private @Nullable String oidcIssuer;

    @Option(
            names = "--shards",
            paramLabel = "N",
            description = "Shards of the team's stream, where this is its first cluster in ENV (default 1).")
    private @Nullable String shards;

    @Option(
            names = "--on-demand",
            description = "Let Kinesis decide how many shards that stream has, instead of --shards.")
    private boolean onDemand;

    @Option(
            names = "--segments-per-second-per-node",
            paramLabel = "N",
            description = "What one forwarder takes before it drops, likewise, or on a shared cluster (default 1000).")
    private @Nullable String segments;

    /** The environment. */
    String environment(Questions questions) {
        String answer = questions.answer(env, "--env", "Environment of the cluster, such as dev");
        env = NewCommand.label("environment", answer); // asked for once
        return answer;
    }

    /** An item of {@code spec.clusters}. */
    List<String> entry(String cluster, Questions questions) {
        List<String> lines = new ArrayList<>(List.of("- name: " + cluster, "  env: " + environment(questions)));
        lines.addAll(facts(cluster, questions));
        return lines;
    }

    /** A member of {@code environment.sharedClusters}, but for whose namespaces are on it. */
    List<String> sharedEntry(String cluster, Questions questions) {
        List<String> lines = new ArrayList<>(List.of(cluster + ":"));
        lines.addAll(facts(cluster, questions));
        lines.add("  segmentsPerSecondPerNode: " + YamlText.scalar(questions.answer(segments, "1000")));
        return lines;
    }

    private List<String> facts(String cluster, Questions questions) {
        String itsAccount = questions.answer(account, "--account", "Account of the cluster, 12 digits");
        String itsRegion = questions.answer(region, "--region", "Region of the cluster, such as eu-west-1");
        List<String> lines = new ArrayList<>(List.of(
                "  ring: " + YamlText.scalar(questions.answer(ring, "stable")),
                "  compute: " + YamlText.scalar(questions.answer(compute, "ec2")),
                "  region: " + YamlText.scalar(itsRegion),
                "  account: " + YamlText.quoted(itsAccount),
                "  server: "
                        + YamlText.scalar(questions.answer(
                                server, "arn:aws:eks:" + itsRegion + ":" + itsAccount + ":cluster/" + cluster))));
        add(lines, "argoRole", argoRole);
        add(lines, "caData", caData);
        add(lines, "identity", identity);
        add(lines, "oidcIssuer", oidcIssuer);
        return lines;
    }

    private static void add(List<String> lines, String key, @Nullable String value) {
        if (value != null) {
            lines.add("  " + key + ": " + YamlText.scalar(value));
        }
    }

    /** An entry of {@code spec.quota}. */
    List<String> quota(Questions questions) {
        return List.of(
                environment(questions) + ":",
                onDemand ? "  mode: onDemand" : "  shards: " + YamlText.scalar(questions.answer(shards, "1")),
                "  segmentsPerSecondPerNode: " + YamlText.scalar(questions.answer(segments, "1000")));
    }
}
