// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
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
                        "linger: 50ms",
                        "lingers: 50ms",
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
                        "at '/mapping/batchSize': maximum: got 100,000, want 10,000"),
                new Mistake(
                        "settings for an environment without quota",
                        PAYMENTS,
                        "  clusters:\n",
                        "  environments:\n    staging: {weight: 2}\n  clusters:\n",
                        "staging has no quota; add spec.quota.staging, or remove the entry"),
                new Mistake(
                        "misspelt setting of an environment",
                        PAYMENTS,
                        "  clusters:\n",
                        "  environments:\n    dev: {samplings: {source: xray}}\n  clusters:\n",
                        "/spec/environments/dev/samplings"),
                new Mistake(
                        "rules from git without rules in one environment",
                        PAYMENTS,
                        "  clusters:\n",
                        "  environments:\n    dev: {sampling: {source: git}}\n  clusters:\n",
                        "/spec/environments/dev/sampling"),
                new Mistake(
                        "weaker redaction in one environment",
                        PAYMENTS,
                        "  clusters:\n",
                        "  environments:\n    dev:\n      redaction: [{path: metadata.**.authorization, action: truncate}]\n  clusters:\n",
                        "/spec/environments/dev/redaction/0/action: truncate of metadata.**.authorization is weaker"),
                new Mistake(
                        "team called as a mapping of the gateway",
                        PAYMENTS,
                        "  name: payments\n",
                        "  name: redrive\n",
                        "must not be redrive or held, which the gateway's own mappings are called"),
                new Mistake(
                        "team with a capital letter",
                        PAYMENTS,
                        "  name: payments\n",
                        "  name: Payments\n",
                        "must be 1 to 63 of a-z 0-9 and hyphen"),
                new Mistake(
                        "cluster in another partition",
                        PAYMENTS,
                        "      region: eu-west-1\n",
                        "      region: us-gov-west-1\n",
                        "us-gov-west-1 is in the partition aws-us-gov, and environment dev is in aws"),
                new Mistake(
                        "role of Argo CD in another partition",
                        PAYMENTS,
                        "argoRole: arn:aws:",
                        "argoRole: arn:aws-cn:",
                        "is in the partition aws-cn, and environment dev is in aws"),
                new Mistake(
                        "target in another partition",
                        STOREFRONT,
                        "roleArn: arn:aws:",
                        "roleArn: arn:aws-us-gov:",
                        "is in the partition aws-us-gov, and environment prod is in aws"),
                new Mistake(
                        "pager in another partition",
                        PAYMENTS,
                        "alarmTopic: arn:aws:",
                        "alarmTopic: arn:aws-cn:",
                        "is in the partition aws-cn, and environment dev is in aws"),
                new Mistake(
                        "hub in another partition",
                        PROD,
                        "    account: \"999999999999\"\n    region: eu-west-1\n",
                        "    account: \"999999999999\"\n    region: cn-north-1\n",
                        "cn-north-1 is in the partition aws-cn, and environment prod is in aws"),
                new Mistake(
                        "alarm topic that is no topic",
                        PROD,
                        "alarmTopic: arn:aws:sns:",
                        "alarmTopic: arn:aws:sqs:",
                        "/environment/alarmTopic"),
                new Mistake(
                        "more concurrency than the account has",
                        PROD,
                        "    shards: 100\n",
                        "    shards: 200\n",
                        "two rings reserve 4 invocations for each shard, 1600 in all, but the account leaves 900 to reserve"),
                new Mistake(
                        "more invocations for a shard than Lambda starts",
                        PROD,
                        "    shards: 100\n",
                        "    shards: 100\n    invocationsPerShard: 11\n",
                        "/environment/limits/invocationsPerShard"),
                new Mistake(
                        "environment in a file of another name",
                        PROD,
                        "  name: prod\n",
                        "  name: production\n",
                        "is production in a file called prod; give both the same name"),
                new Mistake(
                        "environment whose roles IAM refuses",
                        PROD,
                        "  name: prod\n",
                        "  name: production-of-the-platform-in-europe-west\n",
                        "makes role names of more than 64 characters"),
                new Mistake(
                        "misspelt value of the gateway",
                        PROD,
                        "  release:\n",
                        "  gateway: {functions: {memoryMegabytes: 512}}\n  release:\n",
                        "/environment/gateway/functions"),
                new Mistake(
                        "gateway in the place of its environment",
                        PROD,
                        "  release:\n",
                        "  gateway: {environment: {account: \"123456789012\"}}\n  release:\n",
                        "/environment/gateway/environment"),
                new Mistake(
                        "misspelt setting of the gateway",
                        PROD,
                        "  release:\n",
                        "  gateway: {settings: {validate: {max-ages: 30d}}}\n  release:\n",
                        "/environment/gateway/settings/validate/max-ages"),
                new Mistake(
                        "function that runs longer than Lambda lets it",
                        PROD,
                        "  release:\n",
                        "  gateway: {function: {timeoutSeconds: 901}}\n  release:\n",
                        "/environment/gateway/function/timeoutSeconds"),
                new Mistake(
                        "quarantine that SQS does not keep so long",
                        PROD,
                        "  release:\n",
                        "  gateway: {quarantine: {retentionDays: 15}}\n  release:\n",
                        "/environment/gateway/quarantine/retentionDays"),
                new Mistake(
                        "held blocks in batches that need a window",
                        PROD,
                        "  release:\n",
                        "  gateway: {held: {batchSize: 11}}\n  release:\n",
                        "/environment/gateway/held/batchSize"),
                new Mistake(
                        "logs for a number of days that CloudWatch does not know",
                        PROD,
                        "  release:\n",
                        "  gateway: {logs: {retentionDays: 31}}\n  release:\n",
                        "/environment/gateway/logs/retentionDays"),
                new Mistake(
                        "image of a tag that no digest follows",
                        PROD,
                        "gateway-lambda@sha256:4ea5ee68fea05586106890ded5733820bb77d919cda27bc4b8139b7cd33b8889",
                        "gateway-lambda:1.0",
                        "must name an image by its digest"),
                new Mistake(
                        "stream without shards",
                        PAYMENTS,
                        "      shards: 1\n",
                        "      shards: 0\n",
                        "/spec/quota/dev/shards"),
                new Mistake(
                        "stream that forgets within a day",
                        PAYMENTS,
                        "retentionHours: 48",
                        "retentionHours: 12",
                        "/spec/quota/prod/retentionHours"),
                new Mistake(
                        "documents larger than X-Ray takes",
                        PAYMENTS,
                        "retentionHours: 48",
                        "maxSegmentBytes: 100000",
                        "/spec/quota/prod/maxSegmentBytes"),
                new Mistake(
                        "limit as text",
                        PAYMENTS,
                        "segmentsPerSecondPerNode: 200",
                        "segmentsPerSecondPerNode: \"200\"",
                        "/spec/quota/dev/segmentsPerSecondPerNode"),
                new Mistake(
                        "share of nothing", PAYMENTS, "  sampling:\n", "  weight: 0\n  sampling:\n", "/spec/weight"),
                new Mistake(
                        "cluster called as the hub",
                        PAYMENTS,
                        "name: payments-dev-euw1",
                        "name: in-cluster",
                        "must not be in-cluster"),
                new Mistake(
                        "hub by its address",
                        PAYMENTS,
                        "server: https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
                        "server: https://kubernetes.default.svc",
                        "must not be the hub itself"),
                new Mistake(
                        "one API server twice",
                        PAYMENTS,
                        "https://FEDCBA9876543210FEDCBA9876543210",
                        "https://0123456789ABCDEF0123456789ABCDEF",
                        "is a cluster of payments already; a cluster belongs to one tenant, once"),
                new Mistake(
                        "issuer with its scheme",
                        STOREFRONT,
                        "oidcIssuer: oidc",
                        "oidcIssuer: https://oidc",
                        "/spec/clusters/0/oidcIssuer"),
                new Mistake(
                        "account with eleven digits",
                        PAYMENTS,
                        "account: \"555555555555\"",
                        "account: \"55555555555\"",
                        "must be 12 digits"),
                new Mistake(
                        "redaction that does not exist",
                        PAYMENTS,
                        "action: drop",
                        "action: mask",
                        "/spec/redaction/1/action"),
                new Mistake(
                        "redaction of a path with a space",
                        PAYMENTS,
                        "path: annotations.email",
                        "path: annotations.e mail",
                        "/spec/redaction/0/path"),
                new Mistake(
                        "annotation that X-Ray does not index",
                        PAYMENTS,
                        "      team: payments",
                        "      team-name: payments",
                        "/spec/enrichment/annotations"),
                new Mistake(
                        "delivery that does not exist",
                        PAYMENTS,
                        "  sampling:\n",
                        "  delivery: {target: zipkin}\n  sampling:\n",
                        "/spec/delivery/target"),
                new Mistake(
                        "retired with another word",
                        PAYMENTS,
                        "      ring: canary\n",
                        "      ring: canary\n      retired: yes\n",
                        "/spec/clusters/0/retired"),
                new Mistake(
                        "image in a team's hands",
                        PAYMENTS,
                        "      ring: canary\n",
                        "      ring: canary\n      edge: {image: {pullPolicy: Always}}\n",
                        "/spec/clusters/0/edge/image"),
                new Mistake(
                        "volume smaller than the spool",
                        PAYMENTS,
                        "      ring: canary\n",
                        "      ring: canary\n      edge: {spool: {sizeLimit: 512Mi}}\n",
                        "spool.sizeLimit: is 512Mi"),
                new Mistake(
                        "memory that does not hold the blocks",
                        PAYMENTS,
                        "      ring: canary\n",
                        "      ring: canary\n      edge: {resources: {limits: {memory: 64Mi}}}\n",
                        "resources.limits.memory: is 64Mi"),
                new Mistake(
                        "roll-out that never begins",
                        PAYMENTS,
                        "      ring: canary\n",
                        "      ring: canary\n      edge: {updateStrategy: {maxUnavailable: 0}}\n",
                        "updateStrategy.maxUnavailable: is 0, so that no forwarder is ever replaced"),
                new Mistake(
                        "roll-out without a port of the node that never begins",
                        PAYMENTS,
                        "      ring: canary\n",
                        "      ring: canary\n      edge: {hostPort: {enabled: false}, updateStrategy: {maxSurge: 0}}\n",
                        "updateStrategy.maxSurge: is 0, so that no forwarder is ever replaced"),
                new Mistake(
                        "more replicas at least than at most",
                        STOREFRONT,
                        "      ring: stable\n",
                        "      ring: stable\n      edge: {fargate: {minReplicas: 20}}\n",
                        "fargate.minReplicas: is 20, more than fargate.maxReplicas, 10"),
                new Mistake(
                        "key of the forwarder that is the platform's",
                        PAYMENTS,
                        "      ring: canary\n",
                        "      ring: canary\n      edge: {forwarder: {publish: {drain-timeout: 5m}}}\n",
                        "/spec/clusters/0/edge/forwarder/publish/drain-timeout"),
                new Mistake(
                        "Prometheus without a way in",
                        PAYMENTS,
                        "      ring: canary\n",
                        "      ring: canary\n      edge: {podMonitor: {enabled: true}, networkPolicy: {metricsNamespaces: []}}\n",
                        "networkPolicy.metricsNamespaces admits nobody"),
                new Mistake(
                        "cluster without the certificate of its API server",
                        PAYMENTS,
                        "      caData: ZXhhbXBsZQ==\n",
                        "",
                        "payments-dev-euw1 has no caData"),
                new Mistake(
                        "key that stands twice",
                        PAYMENTS,
                        "  sampling:\n",
                        "  weight: 1\n  weight: 2\n  sampling:\n",
                        "uplicate"),
                new Mistake("tab in the place of spaces", PAYMENTS, "  sampling:\n", "\tsampling:\n", "is not YAML"),
                new Mistake(
                        "records that Lambda gives up too soon",
                        "gitops/charts/tenant/values.yaml",
                        "maximumRecordAgeInSeconds: 21600",
                        "maximumRecordAgeInSeconds: 30",
                        "/mapping/maximumRecordAgeInSeconds"),
                new Mistake(
                        "EKS Pod Identity on Fargate",
                        STOREFRONT,
                        "      compute: fargate\n",
                        "      compute: fargate\n      identity: podIdentity\n",
                        "must be irsa where there is Fargate"),
                new Mistake(
                        "service account's role without OIDC issuer",
                        PAYMENTS,
                        "      compute: ec2\n",
                        "      compute: ec2\n      identity: irsa\n",
                        "required property 'oidcIssuer' not found"),
                new Mistake(
                        "EC2 nodes and Fargate without OIDC issuer",
                        STOREFRONT,
                        "      compute: mixed\n      region: eu-west-1\n      account: \"666666666666\"\n      oidcIssuer: oidc.eks.eu-west-1.amazonaws.com/id/89ABCDEF0123456789ABCDEF01234567\n",
                        "      compute: mixed\n      region: eu-west-1\n      account: \"666666666666\"\n",
                        "required property 'oidcIssuer' not found"),
                new Mistake(
                        "alias for Fargate in a cluster without it",
                        PAYMENTS,
                        "      ring: canary\n",
                        "      ring: canary\n      edge: {service: {aliases: [{name: xray-service, namespace: default, compute: fargate}]}}\n",
                        "xray-service in default leads to fargate, and payments-dev-euw1 runs on ec2 alone"),
                new Mistake(
                        "shards on demand",
                        PAYMENTS,
                        "shards: 2",
                        "shards: 2\n      mode: onDemand",
                        "must not have shards with mode onDemand"),
                new Mistake(
                        "stream that scales in a way nobody knows",
                        PAYMENTS,
                        "shards: 2",
                        "mode: elastic",
                        "/spec/quota/prod/mode"),
                new Mistake(
                        "redrive in batches that SQS does not give",
                        "gitops/charts/gateway/values.yaml",
                        "batchSize: 10\n",
                        "batchSize: 10001\n",
                        "/redrive/batchSize"));
    }

    private static final Path DOCS = GitopsTree.ofProject().root().resolve("docs/mistakes.md");
    private static final String ROWS = "| mistake | caught by | what is said |\n|---|---|---|\n";
    private static final boolean UPDATE = Boolean.getBoolean("raygate.update-golden");
    private static final List<String> FOUND = new ArrayList<>();

    @AfterAll
    static void update() throws IOException {
        if (UPDATE) {
            String text = Files.readString(DOCS);
            int rows = text.indexOf(ROWS) + ROWS.length();
            Files.writeString(DOCS, text.substring(0, rows) + String.join("", FOUND));
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void check_mistake_foundWithFileAndRemedy(Mistake mistake, @TempDir Path root) throws IOException {
        GitopsTree tree = GitopsTree.example(root);
        Trees.replaceFirst(root.resolve(mistake.file()), mistake.right(), mistake.wrong());

        List<Problem> problems = new TreeCheck(CustomKinds.own()).check(tree);

        assertThat(problems).anySatisfy(problem -> assertThat(problem.text()).contains(mistake.message()));
        String row = row(
                mistake,
                problems.stream()
                        .filter(problem -> problem.text().contains(mistake.message()))
                        .findFirst()
                        .orElseThrow());
        FOUND.add(row);
        if (!UPDATE) {
            assertThat(DOCS).content().contains(row);
        }
    }

    private static String row(Mistake mistake, Problem problem) {
        String said = problem.text()
                .replace("|", "\\|")
                .replaceAll("/\\S*?/(?=gitops/)", "")
                .lines()
                .findFirst()
                .orElseThrow();
        return "| " + mistake.name() + " | " + caughtBy(problem) + " | " + said + " |\n";
    }

    private static String caughtBy(Problem problem) {
        if (problem.file().matches("gitops/(envs|tenants)/.*")) {
            return "`raygate validate`";
        }
        return problem.message().startsWith("Helm cannot render it") ? "rendering" : "rules on manifests";
    }
}
