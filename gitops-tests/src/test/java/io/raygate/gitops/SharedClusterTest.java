// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One forwarder for a cluster of several teams: who may write where, and what is said of the namespaces. */
class SharedClusterTest {

    private static final String EDGE = "edge-shared-prod-euw1";
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:333333333333:stream/raygate-";
    private static final String OIDC = "oidcIssuer: oidc.eks.eu-west-1.amazonaws.com/id/AB";

    @TempDir
    private Path root;

    private GitopsTree tree;

    /** Of the tree as it was last changed. */
    private List<Application> applications = List.of();

    private Path environment;

    @BeforeEach
    void copy() throws IOException {
        tree = GitopsTree.example(root);
        environment = root.resolve("gitops/envs/prod.yaml");
    }

    @Test
    void forwarder_sharedCluster_knowsEachTeamsStreamAndNamespaces() {
        JsonNode tenants = configuration().path("tenants");

        assertThat(tenants.at("/streams/payments/stream").asString("")).isEqualTo(STREAM + "payments");
        assertThat(tenants.at("/streams/payments/namespaces").asString("")).isEqualTo("checkout,ledger");
        assertThat(tenants.at("/streams/storefront/namespaces").asString("")).isEqualTo("shop");
        assertThat(tenants.path("others").asString("")).isEqualTo("drop");
        assertThat(configuration().has("publish")
                        && configuration().path("publish").has("stream"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "stream"})
    void forwarder_renderedKeys_areAcceptedByIt(String others) throws IOException {
        change(environment, "others: drop", "others: " + others);
        change(environment, "  sharedClusters:\n", "  platformTeam: platform\n  sharedClusters:\n");

        Map<String, String> values = new TreeMap<>();
        flatten("raygate", configuration(), values);

        assertThat(values.keySet().stream().map(name -> name.replaceFirst("(?<=\\.streams)\\.[^.]+\\.", ".*.")))
                .allSatisfy(name -> assertThat(ConfigurationKeys.FORWARDER.key(name))
                        .as(name)
                        .isPresent());
        assertThat(ConfigurationKeys.problemsOfTenants(values)).isEmpty();
    }

    private static void flatten(String prefix, JsonNode tree, Map<String, String> into) {
        if (!tree.isObject()) {
            into.put(prefix, tree.asString(""));
        }
        tree.properties().forEach(property -> flatten(prefix + "." + property.getKey(), property.getValue(), into));
    }

    @Test
    void forwarder_othersToThePlatform_publishesThereAndOthersKeepTheirs() throws IOException {
        change(environment, "others: drop", "others: stream");
        change(environment, "  sharedClusters:\n", "  platformTeam: payments\n  sharedClusters:\n");
        change(environment, "        payments:\n          - checkout\n          - ledger\n", "");

        assertThat(problems()).isEmpty();
        assertThat(writable()).containsExactlyInAnyOrder(STREAM + "payments", STREAM + "storefront");
        assertThat(configuration().at("/publish/stream").asString("")).isEqualTo(STREAM + "payments");
        assertThat(configuration().at("/tenants/others").asString("")).isEqualTo("stream");
        assertThat(policy("payments"))
                .contains("\"clusters\":[\"payments-prod-euw1\",\"shared-prod-euw1\"]")
                .doesNotContain("sharedClusters");
        assertThat(policy("storefront")).contains("\"sharedClusters\":{\"shared-prod-euw1\":[\"shop\"]}");
    }

    @Test
    void policy_teamOfASharedCluster_namesItsNamespaces() {
        assertThat(policy("payments"))
                .contains("\"clusters\":[\"payments-prod-euw1\"]")
                .contains("\"sharedClusters\":{\"shared-prod-euw1\":[\"checkout\",\"ledger\"]}");
    }

    @Test
    void writer_sharedCluster_mayPutOnTheNamedStreamsAlone() throws IOException {
        assertThat(writable()).containsExactly(STREAM + "payments", STREAM + "storefront");

        change(environment, "        storefront:\n          - shop\n", "");

        assertThat(problems()).isEmpty();
        assertThat(writable()).containsExactly(STREAM + "payments");
        assertThat(policy("storefront")).doesNotContain("sharedClusters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixed", "fargate"})
    void identity_withFargate_isARoleOfTheServiceAccount(String compute) throws IOException {
        change(environment, "compute: ec2\n", "compute: " + compute + "\n      " + OIDC + "\n");

        assertThat(problems()).isEmpty();
        assertThat(render("shared-prod", "PodIdentityAssociation")).isEmpty();
        assertThat(render(EDGE, "ServiceAccount").toString()).contains("role/raygate-edge-shared-prod-euw1");
        assertThat(configuration().at("/aws/role-arn").asString(""))
                .isEqualTo("arn:aws:iam::333333333333:role/raygate-writer-shared-prod-euw1");
    }

    @Test
    void project_sharedCluster_isThePlatformsAndGoesNowhereElse() {
        assertThat(application(EDGE).project()).isEqualTo("shared-prod");
        JsonNode destinations = render("shared-prod", "AppProject").getFirst().at("/spec/destinations");
        assertThat(destinations
                        .valueStream()
                        .map(destination -> destination.path("name").asString("")))
                .containsExactly("shared-prod-euw1", "shared-prod-euw1");
        assertThat(render("shared-prod", "Secret").toString()).contains("\"project\":\"shared-prod\"");
    }

    @Test
    void teams_ofOtherClusters_areNotToldOfSharedOnes() {
        assertThat(application("edge-payments-prod-euw1").values().toString())
                .contains("\"environment\"")
                .doesNotContain("shared-prod-euw1");
    }

    /** As of a team's clusters: first the forwarder goes, with the entry the rest; without either nothing. */
    @Test
    void retired_sharedCluster_givesUpItsForwarderAndMayThenLeave() throws IOException {
        assertThat(kept()).isNotEmpty().allMatch(options -> options.contains("Prune=false"));

        change(environment, "    shared-prod-euw1:\n", "    shared-prod-euw1:\n      retired: true\n");

        assertThat(problems()).isEmpty();
        JsonNode edge = render("shared-prod", "Application").getFirst();
        assertThat(edge.at("/spec/source/chart").asString("")).isEqualTo("team");
        assertThat(kept()).isNotEmpty().noneMatch(options -> options.contains("Prune=false"));

        String text = Files.readString(environment);
        int begin = text.indexOf("  sharedClusters:");
        Files.writeString(
                environment,
                text.substring(0, begin) + "  sharedClusters: {}\n" + text.substring(text.indexOf("  limits:")));
        applications = List.of();

        assertThat(problems()).isEmpty();
        assertThat(application("shared-prod").render(root))
                .extracting(manifest -> manifest.path("kind").asString(""))
                .containsExactlyInAnyOrder("AppProject", "ConfigMap", "IAMRoleSelector");
    }

    @Test
    void ring_teamWithoutClusters_isThatOfTheSharedOnes() throws IOException {
        Path file = root.resolve("gitops/tenants/ledger.yaml");
        String payments = Files.readString(root.resolve("gitops/tenants/payments.yaml"));
        Files.writeString(file, withoutClusters(payments.replace("payments", "ledger")));
        change(root.resolve("gitops/teams.yaml"), "teams:\n", "teams:\n  - ledger\n");
        change(environment, "          - ledger\n", "        ledger:\n          - ledger\n");

        assertThat(problems()).isEmpty();
        assertThat(render("tenant-ledger-prod", "EventSourceMapping").toString())
                .contains("raygate-gateway-stable");
        assertThat(policy("ledger")).contains("\"clusters\":[]", "{\"shared-prod-euw1\":[\"ledger\"]}");

        change(environment, "ring: stable", "ring: canary");

        assertThat(problems()).isEmpty();
        assertThat(render("tenant-ledger-prod", "EventSourceMapping").toString())
                .contains("raygate-gateway-canary");
    }

    private static String withoutClusters(String file) {
        return file.substring(0, file.indexOf("  telemetry:")) + "  clusters: []\n";
    }

    @Test
    void render_noEntryAndNoTenantFile_saysWhatIsMissing() {
        Application edge = application(EDGE).with(Yaml.MAPPER.readTree("cluster: other"));

        assertThatThrownBy(() -> edge.render(root))
                .hasMessageContaining("cluster: \"other\" is not in environment.sharedClusters of prod")
                .hasMessageContaining("add it there, or give the file of its team as tenant");
    }

    private void change(Path file, String right, String wrong) throws IOException {
        Trees.replaceFirst(file, right, wrong);
        applications = List.of();
    }

    private Application application(String name) {
        if (applications.isEmpty()) {
            applications = tree.applications();
        }
        return applications.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode configuration() {
        String text = render(EDGE, "ConfigMap")
                .getFirst()
                .at("/data/application.yaml")
                .asString("");
        return Yaml.MAPPER.readTree(text).path("raygate");
    }

    private String policy(String team) {
        return render("tenant-" + team + "-prod", "Parameter")
                .getFirst()
                .at("/spec/value")
                .asString("");
    }

    private List<String> writable() {
        JsonNode writer = render("shared-prod", "Role").stream()
                .filter(role -> role.at("/metadata/name").asString("").startsWith("raygate-writer-"))
                .findFirst()
                .orElseThrow();
        JsonNode resource = PolicyRules.statements(writer.at("/spec/inlinePolicies/write"))
                .getFirst()
                .path("Resource");
        return resource.isArray()
                ? resource.valueStream().map(JsonNode::asString).toList()
                : List.of(resource.asString(""));
    }

    /** Sync options of what stays when its entry is lost, but for what an account has. */
    private List<String> kept() {
        return List.of("Role", "PodIdentityAssociation", "Secret", "Application").stream()
                .flatMap(kind -> render("shared-prod", kind).stream())
                .map(manifest -> manifest.path("metadata")
                        .path("annotations")
                        .path("argocd.argoproj.io/sync-options")
                        .asString(""))
                .toList();
    }

    private List<JsonNode> render(String application, String kind) {
        return application(application).render(root, kind);
    }

    private List<String> problems() {
        return new TreeCheck(CustomKinds.own())
                .check(tree).stream().map(Problem::text).toList();
    }
}
