// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.contract.policy.GatewayPolicy;
import io.raygate.contract.read.InvalidFileException;
import io.raygate.contract.read.JsonFile;
import io.raygate.contract.read.Node;
import io.raygate.contract.read.YamlFile;
import io.raygate.gateway.decode.DeliveryTarget;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.enrich.EnrichmentPolicy;
import io.raygate.gateway.enrich.SenderField;
import io.raygate.gateway.redact.RedactionAction;
import io.raygate.gateway.redact.RedactionPath;
import io.raygate.gateway.redact.RedactionRule;
import io.raygate.gateway.redact.Unreadable;
import io.raygate.gateway.submit.Share;
import io.raygate.gateway.submit.Target;
import io.raygate.schema.ValidationMode;
import io.raygate.schema.explain.ContractSchema;
import io.raygate.schema.explain.SchemaChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PolicyReaderTest {

    private static final TenantId PAYMENTS = new TenantId("payments");
    private static final PolicyReader READER = new PolicyReader(List.of(), Unreadable.WITHHOLD, true);

    private static final String FULL = """
        {"apiVersion": "raygate/v1", "kind": "GatewayPolicy", "tenant": "payments", "weight": 3,
         "validation": {"mode": "strict"}, "limits": {"maxSegmentBytes": 32768, "segmentsPerSecond": 400, "shards": 2},
         "redaction": [{"path": "metadata.**.card", "action": "drop"},
                       {"path": "user", "action": "hash"},
                       {"path": "http.request.url", "action": "truncate", "length": 64}],
         "enrichment": {"override": true, "annotations": {"team": "pay", "tier": 1, "pci": true},
                        "workload": {"k8s_pod": "pod"}, "labels": {"version": "app.kubernetes.io/version"},
                        "metadata": {"namespace": "k8s", "fields": ["image"]}},
         "target": {"region": "eu-west-1", "roleArn": "arn:aws:iam::111122223333:role/xray", "externalId": "a1"},
         "clusters": ["payments-prod", "payments-dr"], "sharedClusters": {"shared-prod": ["pay", "pay-batch"]}}\
        """;

    @Test
    void read_everything_isRead() {
        TenantPolicy policy = READER.read(PAYMENTS, JsonFile.read(FULL));

        assertThat(policy.validation()).isEqualTo(ValidationMode.STRICT);
        assertThat(policy.maxDocumentBytes()).isEqualTo(32_768);
        assertThat(policy.weight()).isEqualTo(3);
        assertThat(policy.share()).contains(new Share(400, 2));
        assertThat(policy.target()).isEqualTo(new Target("eu-west-1", "arn:aws:iam::111122223333:role/xray", "a1"));
        assertThat(policy.clusters())
                .contains(Set.of(new ClusterName("payments-prod"), new ClusterName("payments-dr")));
        assertThat(policy.sharedClusters())
                .isEqualTo(Map.of(new ClusterName("shared-prod"), Set.of("pay", "pay-batch")));
        assertThat(policy.redaction().rules().rules())
                .extracting(RedactionRule::toString)
                .containsExactly(
                        "RedactionRule[path=metadata.**.card, action=DROP, length=16]",
                        "RedactionRule[path=user, action=HASH, length=16]",
                        "RedactionRule[path=http.request.url, action=TRUNCATE, length=64]");
        assertThat(policy.enrichment())
                .isEqualTo(new EnrichmentPolicy(
                        true,
                        true,
                        Map.of("k8s_pod", SenderField.POD),
                        Map.of("version", "app.kubernetes.io/version"),
                        Map.of("team", "pay", "tier", 1L, "pci", true),
                        "k8s",
                        List.of(SenderField.IMAGE)));
        assertThat(schemaSays(FULL)).isEmpty();
    }

    @Test
    void read_unreadable_isWithheldWhereAnyRuleHoldsUnlessTheTenantKeepsIt() {
        String rules = ",\"redaction\":[{\"path\":\"user\",\"action\":\"drop\"}]";
        String keep = ",\"quarantine\":{\"unreadable\":\"keep\"}";
        List<RedactionRule> sql = List.of(new RedactionRule(RedactionPath.parse("sql"), RedactionAction.DROP, 0));
        PolicyReader platform = new PolicyReader(sql, Unreadable.WITHHOLD, false);
        PolicyReader lenient = new PolicyReader(sql, Unreadable.KEEP, false);

        assertThat(withholds(READER, "")).isFalse();
        assertThat(withholds(READER, rules)).isTrue();
        assertThat(withholds(READER, rules + keep)).isFalse();
        assertThat(withholds(READER, ",\"quarantine\":{\"unreadable\":\"withhold\"}"))
                .isTrue();
        assertThat(withholds(platform, "")).isTrue();
        assertThat(withholds(platform, keep)).isTrue();
        assertThat(withholds(lenient, "")).isFalse();
        assertThat(withholds(lenient, rules)).isTrue();
        assertThat(withholds(lenient, rules + keep)).isFalse();
    }

    private static boolean withholds(PolicyReader reader, String members) {
        String policy = "{\"apiVersion\":\"raygate/v1\",\"kind\":\"GatewayPolicy\",\"tenant\":\"payments\","
                + "\"clusters\":[\"a\"]" + members + "}";
        return reader.read(PAYMENTS, JsonFile.read(policy)).redaction().withholds();
    }

    @Test
    void read_valueWithLineFeeds_staysOneLineOfLog() {
        String policy = "{\"apiVersion\":\"raygate/v1\",\"kind\":\"GatewayPolicy\",\"tenant\":\"payments\","
                + "\"clusters\":[\"a\"],\"validation\":{\"mode\":\"x\\n{\\\"_aws\\\":{}}\"},\"\\u2028"
                + "k".repeat(5_000)
                + "\":1}";
        Node node = JsonFile.read(policy);

        assertThatThrownBy(() -> READER.read(PAYMENTS, node))
                .satisfies(
                        e -> assertThat(e.getMessage()).hasSizeLessThan(1_100).doesNotContain("\n", "\u2028"));
        assertThatThrownBy(
                        () -> READER.read(PAYMENTS, JsonFile.read(policy.replaceFirst(",\"[^\"]*k{9}[^\"]*\":1", ""))))
                .hasMessageContaining("\"x {\"_aws\":{}}\" is not known");
    }

    @Test
    void read_delivery_isReadAndWhatIsNotKnownIsNamed() {
        TenantPolicy both =
                READER.read(PAYMENTS, JsonFile.read(delivering("{\"target\":\"both\",\"annotations\":[\"*\"]}")));

        assertThat(both.delivery()).isEqualTo(DeliveryTarget.BOTH);
        assertThat(both.annotations()).containsExactly("*");
        for (String wrong : List.of(
                "{\"target\":\"aws\"}",
                "{\"to\":\"otlp\"}",
                "{\"annotations\":[\"a b\"]}",
                "{\"annotations\":\"a\"}",
                "{\"annotations\":[" + keys(51) + "]}")) {
            assertThatThrownBy(() -> READER.read(PAYMENTS, JsonFile.read(delivering(wrong))))
                    .as(wrong)
                    .hasMessageContaining("/delivery");
            assertThat(schemaSays(delivering(wrong))).as(wrong).isNotEmpty();
        }
    }

    private static String keys(int count) {
        return IntStream.range(0, count).mapToObj(key -> "\"k" + key + "\"").collect(Collectors.joining(","));
    }

    private static String delivering(String delivery) {
        return "{\"apiVersion\":\"raygate/v1\",\"kind\":\"GatewayPolicy\",\"tenant\":\"payments\","
                + "\"clusters\":[\"a\"],\"delivery\":" + delivery + "}";
    }

    @Test
    void read_least_hasDefaults() {
        String least = "{\"apiVersion\":\"raygate/v1\",\"kind\":\"GatewayPolicy\",\"tenant\":\"payments\","
                + "\"clusters\":[\"a\"]}";

        TenantPolicy policy = READER.read(PAYMENTS, JsonFile.read(least));

        assertThat(policy.validation()).isEqualTo(ValidationMode.REPAIR);
        assertThat(policy.maxDocumentBytes()).isEqualTo(65_536);
        assertThat(policy.redaction().rules().isEmpty()).isTrue();
        assertThat(policy.enrichment()).isEqualTo(EnrichmentPolicy.DEFAULT);
        assertThat(policy.destination(PAYMENTS).weight()).isEqualTo(1);
        assertThat(schemaSays(least)).isEmpty();
    }

    /** What the reader refuses; the schema refuses it too, but for rules over several members. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "weight": 3         | "weight": 101             | /weight: 101 is not a whole number from 1 to 100
        , "shards": 2       |                           | /limits/shards: is missing; write those of the stream, over which segmentsPerSecond is divided
        "segmentsPerSecond": 400 | "segmentsPerSecond": 0 | /limits/segmentsPerSecond: 0 is not a whole number from 1 to 1000000
        "strict"            | "lax"                     | /validation/mode: "lax" is not known; write repair, strict
        "drop"              | "erase"                   | /redaction/0/action: "erase" is not known; write drop, hash, truncate
        "metadata.**.card"  | "a..b"                    | /redaction/0/path: "a..b" is not a path; write names joined by dots
        "metadata.**.card"  | "trace_id"                | /redaction/0/path: "trace_id" would make documents invalid, which need trace_id
        "metadata.**.card"  | "**.id"                   | /redaction/0/path: "**.id" would make documents invalid, which need id
        "metadata.**.card"  | "subsegments.name"        | /redaction/0/path: "subsegments.name" begins with subsegments; leave that out
        "user"              | "namespace"               | /redaction/1/path: "namespace" would make documents invalid, which need namespace in its form
        "length": 64        | "size": 64                | /redaction/2/size: is not known here; write action, length, path
        "tier": 1           | "tier": null              | /enrichment/annotations/tier: null is not an annotation
        "tier": 1           | "a b": 1                  | /enrichment/annotations/a b: 1 has a key that no annotation can have
        "k8s_pod"           | "team"                    | /enrichment: the object gives the annotation team twice; choose another key
        "k8s_pod": "pod"    | "k8s_pod": "node name"    | /enrichment/workload/k8s_pod: "node name" is not known; write cluster
        "region": "eu-west-1", | "region": "Dublin",    | /target/region: "Dublin" is not a region; write one as eu-west-1
        "roleArn": "arn:aws:iam::111122223333:role/xray", | | /target/externalId: "a1" is of no use without a role; write roleArn, too
        "payments-prod", "payments-dr"], "sharedClusters": {"shared-prod": ["pay", "pay-batch"]} | ] | /clusters: the list names no cluster of this environment; add one
        "pay", "pay-batch"  |                           | /sharedClusters/shared-prod: the list names no namespace; add one, or leave the cluster out
        "pay-batch"         | "Pay"                     | /sharedClusters/shared-prod/1: "Pay" is not a namespace; write 1 to 63
        "shared-prod"       | "Shared"                  | /sharedClusters/Shared: the list does not stand under a cluster's name
        "shared-prod"       | "payments-dr"             | /sharedClusters/payments-dr: the list is of a cluster that is in clusters, too; leave it in one of them
        "tenant": "payments" | "tenant": "bank"         | /tenant: "bank" is not expected; write payments
        "weight": 3,        | "weight": 3, "weight": 3, | line 1: Duplicate field 'weight'
        """, quoteCharacter = '\'')
    void read_wrong_saysWhereAndWhatToWrite(String right, String wrong, String message) {
        String text = FULL.replace(right, wrong == null ? "" : wrong);

        assertThat(text).isNotEqualTo(FULL);
        assertThatThrownBy(() -> READER.read(PAYMENTS, JsonFile.read(text)))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void read_sharedClustersAlone_areEnough() {
        String text = FULL.replace("\"payments-prod\", \"payments-dr\"", "");

        assertThat(READER.read(PAYMENTS, JsonFile.read(text)).owns(new ClusterName("payments-prod")))
                .isFalse();
        assertThat(schemaSays(text)).isEmpty();
    }

    @Test
    void read_hashWithoutKey_isRefused() {
        PolicyReader keyless = new PolicyReader(List.of(), Unreadable.WITHHOLD, false);

        assertThatThrownBy(() -> keyless.read(PAYMENTS, JsonFile.read(FULL)))
                .hasMessage("/redaction/1/action: \"hash\" needs a key; set raygate.redact.hash-key-parameter or"
                        + " hash-key-file");
    }

    @Test
    void tenantFile_clustersAndLimitsOfTheEnvironment_areTaken() {
        String file = """
            apiVersion: raygate/v1
            kind: Tenant
            metadata: {name: payments}
            spec:
              contact: {team: payments}
              weight: 2
              quota:
                prod: {shards: 2, maxSegmentBytes: 4096, segmentsPerSecond: 400}
                dev: {mode: onDemand, segmentsPerSecond: 100}
              sampling: {source: xray}
              redaction:
                - {path: 'annotations.customer\\.mail', action: drop}
              clusters:
                - {name: pay-prod, env: prod}
                - {name: pay-dev, env: dev}
            """;

        TenantPolicy prod = READER.read(PAYMENTS, GatewayPolicy.of(YamlFile.read(file), "prod"));
        TenantPolicy dev = READER.read(PAYMENTS, GatewayPolicy.of(YamlFile.read(file), "dev"));
        TenantPolicy all = READER.read(PAYMENTS, GatewayPolicy.of(YamlFile.read(file), ""));

        assertThat(prod.owns(new ClusterName("pay-prod"))).isTrue();
        assertThat(prod.owns(new ClusterName("pay-dev"))).isFalse();
        assertThat(prod.owns(new ClusterName(""))).isFalse();
        assertThat(prod.maxDocumentBytes()).isEqualTo(4_096);
        assertThat(prod.weight()).isEqualTo(2);
        assertThat(prod.share()).contains(new Share(400, 2));
        assertThat(dev.share()).contains(new Share(100, GatewayPolicy.SHARDS_ON_DEMAND));
        assertThat(all.share()).isEmpty();
        assertThat(dev.maxDocumentBytes()).isEqualTo(65_536);
        assertThat(all.owns(new ClusterName("pay-dev"))).isTrue();
        assertThatThrownBy(() -> READER.read(PAYMENTS, GatewayPolicy.of(YamlFile.read(file), "staging")))
                .hasMessageStartingWith("/spec/clusters: the list names no cluster of this environment");
    }

    @Test
    void tenantFile_withoutClusters_hasTheNamespacesOfItsEnvironmentsFile(@TempDir Path root) throws IOException {
        Path tenants = Files.createDirectories(root.resolve("tenants"));
        Path environment = Files.createDirectories(root.resolve("envs")).resolve("local.yaml");
        Files.writeString(tenants.resolve("payments.yaml"), """
            apiVersion: raygate/v1
            kind: Tenant
            metadata: {name: payments}
            spec: {clusters: []}
            """);
        Files.writeString(
                environment, "environment: {sharedClusters: {local: {tenants: {payments: [pay]}, others: drop}}}");

        assertThat(new DirectoryPolicies(tenants, "local", READER).find(PAYMENTS))
                .isInstanceOfSatisfying(
                        PolicyLookup.Found.class,
                        found -> assertThat(found.policy().namespacesIn(new ClusterName("local")))
                                .contains(Set.of("pay")));
        assertThat(new DirectoryPolicies(tenants, "dev", READER).find(PAYMENTS))
                .isInstanceOfSatisfying(
                        PolicyLookup.Invalid.class,
                        invalid -> assertThat(invalid.message()).contains("namespaces of a shared cluster"));
        Files.writeString(environment, "environment: {sharedClusters: [local]}");
        assertThat(new DirectoryPolicies(tenants, "local", READER).find(PAYMENTS))
                .isInstanceOfSatisfying(
                        PolicyLookup.Invalid.class,
                        invalid -> assertThat(invalid.message()).startsWith(environment + ": /environment/"));
    }

    @Test
    void tenantFile_membersOfTheEnvironment_takeThePlaceOfThoseForAll() {
        String file = """
            apiVersion: raygate/v1
            kind: Tenant
            metadata: {name: payments}
            spec:
              contact: {team: payments}
              weight: 2
              quota:
                prod: {shards: 2}
                dev: {shards: 1}
              sampling: {source: xray}
              target: {region: eu-west-1}
              environments:
                prod:
                  weight: 7
                  target: {region: eu-central-1}
              clusters:
                - {name: pay-prod, env: prod}
                - {name: pay-dev, env: dev}
            """;

        TenantPolicy prod = READER.read(PAYMENTS, GatewayPolicy.of(YamlFile.read(file), "prod"));
        TenantPolicy dev = READER.read(PAYMENTS, GatewayPolicy.of(YamlFile.read(file), "dev"));

        assertThat(prod.weight()).isEqualTo(7);
        assertThat(dev.weight()).isEqualTo(2);
        assertThat(prod.target().toString()).contains("eu-central-1");
        assertThat(dev.target().toString()).contains("eu-west-1");
    }

    private static List<?> schemaSays(String policy) {
        return new SchemaChecker()
                .check(ContractSchema.GATEWAY_POLICY, JsonMapper.shared().readTree(policy));
    }
}
