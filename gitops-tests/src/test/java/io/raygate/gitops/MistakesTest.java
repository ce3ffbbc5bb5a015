// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Deliberate mistakes, one at a time: each must be found, with the file, the place and the remedy. */
class MistakesTest {

    private static final String PAYMENTS = "gitops/tenants/payments.yaml";
    private static final String STOREFRONT = "gitops/tenants/storefront.yaml";
    private static final String PROD = "gitops/envs/prod.yaml";
    private static final String POD = "gitops/charts/edge/templates/_pod.tpl";

    /**
     * A mistake.
     *
     * @param name what somebody did
     * @param file where
     * @param right the text that is replaced, once
     * @param wrong what it is replaced by
     * @param message part of what must be printed
     */
    record Mistake(String name, String file, String right, String wrong, String message) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Mistake> mistakes() {
        return List.of(
                new Mistake("misspelt key", PAYMENTS, "shards: 2", "shard: 2", "/spec/quota/prod"),
                new Mistake(
                        "account as a number",
                        PAYMENTS,
                        "account: \"555555555555\"",
                        "account: 555555555555",
                        "/spec/clusters/1/account"),
                new Mistake("unknown ring", PAYMENTS, "ring: canary", "ring: beta", "/spec/clusters/0/ring"),
                new Mistake(
                        "rate above 1",
                        PAYMENTS,
                        "FixedRate: 0.05",
                        "FixedRate: 5",
                        "/spec/sampling/rules/1/FixedRate"),
                new Mistake(
                        "no Default rule",
                        PAYMENTS,
                        "RuleName: Default",
                        "RuleName: Other",
                        "must hold one rule named Default"),
                new Mistake(
                        "file of another name",
                        PAYMENTS,
                        "  name: payments\n",
                        "  name: payment\n",
                        "is payment in a file called payments; give both the same name"),
                new Mistake(
                        "cluster without environment",
                        PAYMENTS,
                        "env: dev",
                        "env: qa",
                        "qa is no environment; add its file to gitops/envs, or choose of [dev, prod, staging]"),
                new Mistake(
                        "cluster without quota",
                        PAYMENTS,
                        "env: dev",
                        "env: staging",
                        "staging has no quota; add spec.quota.staging"),
                new Mistake(
                        "cluster of somebody else",
                        STOREFRONT,
                        "name: storefront-prod-euw1\n",
                        "name: payments-prod-euw1\n",
                        "payments-prod-euw1 is a cluster of payments already; a cluster belongs to one tenant, once"),
                new Mistake(
                        "server of another cluster",
                        STOREFRONT,
                        ":cluster/storefront-prod-euw1",
                        ":cluster/storefront-prod-euw2",
                        "another cluster than storefront-prod-euw1; name the same one in name, region, account and server"),
                new Mistake(
                        "the hub as a cluster",
                        PROD,
                        "cluster: raygate-hub\n    account: \"999999999999\"\n",
                        "cluster: storefront-prod-euw1\n    account: \"666666666666\"\n",
                        "storefront-prod-euw1 is the hub, which belongs to no team; remove it"),
                new Mistake(
                        "name too long for a release",
                        PAYMENTS,
                        "  name: payments\n",
                        "  name: " + "payments".repeat(7) + "\n",
                        "must have at most 53 characters"),
                new Mistake(
                        "name too long for a role",
                        STOREFRONT,
                        "name: storefront-prod-euw1\n",
                        "name: storefront-production-europe-west-one-first-cluster-a\n",
                        "a cluster's name has at most 49"),
                new Mistake(
                        "account without a controller's role",
                        PAYMENTS,
                        "account: \"555555555555\"",
                        "account: \"777777777777\"",
                        "777777777777 is unknown to environment prod; add it to environment.clusterAccounts in prod.yaml"),
                new Mistake(
                        "Fargate without OIDC issuer",
                        STOREFRONT,
                        "      oidcIssuer: oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF\n",
                        "",
                        "oidcIssuer"),
                new Mistake(
                        "more shards than the account has",
                        PAYMENTS,
                        "shards: 2",
                        "shards: 200",
                        "is 100, but the tenants' quotas of shards add up to 201"),
                new Mistake(
                        "text that Helm takes for a boolean",
                        PAYMENTS,
                        "      team: payments",
                        "      team: no",
                        "/spec/enrichment/annotations/team: no means different things to different readers of YAML"),
                new Mistake(
                        "text that Argo CD cannot write",
                        PAYMENTS,
                        "      team: payments",
                        "      team: \"a\\x7f\"",
                        "/spec/enrichment/annotations/team: holds a control character that Argo CD cannot write"),
                new Mistake(
                        "weaker redaction than the platform's",
                        PAYMENTS,
                        "path: annotations.email",
                        "path: metadata.**.authorization",
                        "hash of metadata.**.authorization is weaker than the platform's drop; remove the rule"),
                new Mistake(
                        "policy that no parameter holds",
                        PAYMENTS,
                        "  redaction:\n",
                        "  redaction:\n"
                                + "    - {path: metadata.a_name_that_was_made_without_limits_in_mind.**.value, action: drop}\n"
                                        .repeat(98),
                        "and an SSM parameter holds 8192; say it with fewer or shorter entries"),
                new Mistake(
                        "image by tag",
                        PROD,
                        "edge-forwarder@sha256:a1cb100f57e971cacf269e7c26e4630a25a8e9d4bdd35e32df1a80b66b896254",
                        "edge-forwarder:latest",
                        "must name an image by its digest"),
                new Mistake(
                        "two environments in one account",
                        PROD,
                        "  account: \"333333333333\"",
                        "  account: \"222222222222\"",
                        "are those of"),
                new Mistake("no ring canary", PROD, "    canary:\n", "    cannary:\n", "/environment/release"),
                new Mistake(
                        "misspelt sync option",
                        "gitops/argocd/appset-edge.yaml",
                        "selfHeal: true",
                        "selfheal: true",
                        "/spec/template/spec/syncPolicy/automated"),
                new Mistake(
                        "misspelt field of a custom resource",
                        "gitops/charts/tenant/templates/stream.yaml",
                        "shardCount:",
                        "shardCounts:",
                        "shardCounts"),
                new Mistake(
                        "stream without retain",
                        "gitops/charts/tenant/templates/stream.yaml",
                        "\"retain\" true",
                        "\"retain\" false",
                        "must have services.k8s.aws/deletion-policy: retain"),
                new Mistake(
                        "misspelt field of a pod",
                        POD,
                        "readOnlyRootFilesystem",
                        "readOnlyRootFileSystem",
                        "readOnlyRootFileSystem"),
                new Mistake(
                        "pod as root",
                        POD,
                        "runAsNonRoot: true",
                        "runAsNonRoot: false",
                        "/securityContext/runAsNonRoot"),
                new Mistake("capabilities kept", POD, "- ALL", "- NET_RAW", "/capabilities/drop"),
                new Mistake(
                        "cluster-admin",
                        "gitops/charts/edge/templates/rbac.yaml",
                        "  kind: ClusterRole\n  name: {{ .Values.serviceAccount.name }}",
                        "  kind: ClusterRole\n  name: cluster-admin",
                        "must be a role of our own, never cluster-admin"),
                new Mistake(
                        "role that reads secrets",
                        "gitops/charts/edge/templates/rbac.yaml",
                        "      - pods\n",
                        "      - pods\n      - secrets\n",
                        "must be pods alone"),
                new Mistake(
                        "token in a Secret",
                        "gitops/charts/tenant/templates/clusters.yaml",
                        "stringData:\n",
                        "stringData:\n  bearerToken: abc\n",
                        "must not hold bearerToken; make that Secret outside of git"),
                new Mistake(
                        "writer of every stream",
                        "gitops/charts/tenant/templates/_policies.tpl",
                        "\"Resource\": {{ include \"tenant.streamArn\" . | quote }}",
                        "\"Resource\": \"arn:aws:kinesis:eu-west-1:333333333333:stream/*\"",
                        "may write to more than one stream"),
                new Mistake(
                        "every action",
                        "gitops/charts/gateway/templates/_policies.tpl",
                        "\"Action\": \"sqs:SendMessage\"",
                        "\"Action\": \"sqs:*\"",
                        "allows sqs:*; name the actions one by one"),
                new Mistake(
                        "template that does not close",
                        "gitops/charts/gateway/templates/redrive.yaml",
                        "{{ .Values.redrive.enabled }}",
                        "{{ .Values.redrive.enabled",
                        "Helm cannot render it"),
                new Mistake(
                        "values without the environment",
                        "gitops/argocd/appset-gateway.yaml",
                        "dict \"environment\" .environment",
                        "dict",
                        "missing property 'environment'"),
                new Mistake(
                        "range instead of a chart's version",
                        "gitops/envs/prod.yaml",
                        "chart: 0.1.0",
                        "chart: 0.x",
                        "must name one version of the charts, such as 0.2.0; ranges are not followed"),
                new Mistake(
                        "registry of charts that the project does not permit",
                        "gitops/envs/prod.yaml",
                        "charts: registry.example.com/raygate/charts",
                        "charts: registry.example.net/raygate/charts",
                        "does not permit the repository registry.example.net/raygate/charts; add it there"),
                new Mistake(
                        "misspelt chart value",
                        "gitops/charts/edge/values.yaml",
                        "hostPort:",
                        "hostport:",
                        "additional properties 'hostport' not allowed"),
                new Mistake(
                        "key that the forwarder does not know",
                        "gitops/charts/edge/values.yaml",
                        "linger: 1s",
                        "lingers: 1s",
                        "at '/forwarder/block': additional properties 'lingers' not allowed"),
                new Mistake(
                        "kind that the project does not permit",
                        "gitops/argocd/project-platform.yaml",
                        "    - group: services.k8s.aws\n      kind: IAMRoleSelector\n",
                        "",
                        "does not permit services.k8s.aws/v1alpha1/IAMRoleSelector; add it there"),
                new Mistake(
                        "alias in a namespace that the project does not permit",
                        "gitops/charts/edge/values.yaml",
                        "namespace: default",
                        "namespace: shop",
                        "does not permit namespace shop of"),
                new Mistake(
                        "batch larger than Lambda takes",
                        "gitops/charts/tenant/values.yaml",
                        "batchSize: 100",
                        "batchSize: 100000",
                        "at '/mapping/batchSize': maximum: got 100,000, want 10,000"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void check_mistake_foundWithFileAndRemedy(Mistake mistake, @TempDir Path root) throws IOException {
        GitopsTree tree = GitopsTree.example(root);
        Trees.replaceFirst(root.resolve(mistake.file()), mistake.right(), mistake.wrong());

        List<String> problems = new TreeCheck(CustomKinds.own())
                .check(tree).stream().map(Problem::text).toList();

        assertThat(problems).anySatisfy(problem -> assertThat(problem).contains(mistake.message()));
        problems.stream().limit(1).forEach(problem -> System.out.println(mistake.name() + ": " + problem));
    }
}
