// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A team writes one file, and nothing in it is the platform's: rendering refuses what Argo CD would else apply. */
class TenantKeysTest {

    private static final Path CHARTS = GitopsTree.ofProject().root().resolve("gitops/charts");

    @TempDir
    private Path root;

    private GitopsTree tree;

    @BeforeEach
    void copy() throws IOException {
        tree = GitopsTree.example(root);
    }

    @Test
    void tenantFile_everyKeyOfEveryChart_refusedByName() throws IOException {
        Set<String> keys = new TreeSet<>(Set.of("values", "path", "helm", "source"));
        ChartSchemas.CHARTS.forEach(chart -> keys.addAll(keysOf(chart)));
        // The form's version is every file's.
        keys.remove("apiVersion");
        ObjectNode file = payments();
        keys.forEach(key -> file.set(key, valueOf(key)));
        write("payments", file);

        for (String application : List.of("tenant-payments-prod", "edge-payments-prod-euw1")) {
            assertThatThrownBy(() -> render(application))
                    .satisfies(refusal -> assertThat(refusal.getMessage())
                            .contains("'/tenant'")
                            .contains(quoted(keys)));
        }
        assertThat(render("edge-storefront-prod-euw1")).isNotEmpty();
    }

    @Test
    void clusterEntry_everyKeyThatIsNotTheTeams_refusedByName() throws IOException {
        Set<String> keys = keysOf("edge");
        keys.addAll(Set.of("metadata", "spec", "kind"));
        keys.removeAll(keysOfATeam().propertyNames());
        ObjectNode file = payments();
        ObjectNode edge = cluster(file).putObject("edge");
        keys.forEach(key -> edge.set(key, valueOf(key)));
        write("payments", file);

        assertThat(keys).contains("environment", "tenant", "cluster", "image", "serviceAccount", "priorityClass");
        assertThatThrownBy(() -> render("edge-payments-prod-euw1"))
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .contains("/clusters/1/edge'")
                        .contains(quoted(keys)));
    }

    /** Trust, region, endpoints and files of the forwarder are the platform's, and so is each key that is new. */
    @Test
    void clusterEntry_everyKeyOfTheForwarderThatIsNotTheTeams_refusedByName() throws IOException {
        JsonNode ofTeams = keysOfATeam().at("/forwarder/properties");
        ObjectNode file = payments();
        ObjectNode forwarder = cluster(file).putObject("edge").putObject("forwarder");
        Set<String> refused = new TreeSet<>();
        schema("edge").at("/properties/forwarder/properties").properties().forEach(group -> {
            for (String key : group.getValue().path("properties").propertyNames()) {
                if (!ofTeams.at("/" + group.getKey() + "/properties").has(key)) {
                    forwarder.withObjectProperty(group.getKey()).put(key, "1");
                    refused.add(ofTeams.has(group.getKey()) ? key : group.getKey());
                }
            }
        });
        write("payments", file);

        assertThat(refused).contains("role-arn", "stream", "kubernetes", "rules-file", "node", "directory");
        assertThatThrownBy(() -> render("edge-payments-prod-euw1"))
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(quoted(refused)));
    }

    @Test
    void clusterEntry_everyKeyOfATeam_isAValueOfTheChart() {
        assertThat(unknown("", keysOfATeam(), schema("edge").path("properties")))
                .isEmpty();
    }

    /** No null takes a value of the platform away, no text is another file or project. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /                | environment: null                        | 'environment' not allowed
            /                | tenant: {spec: null}                     | 'tenant' not allowed
            /metadata        | name: storefront                         | metadata.name: is storefront in a file called payments
            /spec            | environment: {}                          | 'environment' not allowed
            /spec            | enrichment: null                         | got null, want object
            /spec/clusters/1 | edge: {hostPort: {enabled: null}}        | got null, want boolean
            /spec/clusters/1 | edge: {hostPort: null}                   | got null, want object
            /spec/clusters/1 | edge: {forwarder: {aws: {proxy: "http://user:secret@proxy:3128"}}} | /forwarder/aws/proxy
            /spec/clusters/1 | image: evil@sha256:00                    | 'image' not allowed
            /spec/clusters/1 | server: "https://kubernetes.default.svc" | /clusters/1/server
            /spec/clusters/1 | server: "https://x@kubernetes.default.svc" | /clusters/1/server
            /spec/clusters/1 | server: "https://user:secret@cluster.example" | /clusters/1/server
            """)
    void tenantFile_keyOrValueThatIsNotTheTeams_refused(String at, String member, String message) throws IOException {
        ObjectNode file = payments();
        ObjectNode target = (ObjectNode) file.at(at.equals("/") ? "" : at);
        target.setAll((ObjectNode) Yaml.MAPPER.readTree(member));
        write("payments", file);

        assertThatThrownBy(() -> render("edge-payments-prod-euw1")).hasMessageContaining(message);
        assertThatThrownBy(() -> render("tenant-payments-prod")).hasMessageContaining(message);
    }

    @Test
    void clusterEntry_accountThatThePlatformDoesNotKnow_refused() throws IOException {
        ObjectNode file = payments();
        cluster(file).put("account", "777777777777");
        write("payments", file);

        assertThatThrownBy(() -> render("tenant-payments-prod"))
                .hasMessageContaining("payments-prod-euw1 is in account 777777777777");
    }

    /** Managed Argo CD goes where the ARN says, with rights of its own. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            arn:aws:eks:eu-west-1:555555555555:cluster/storefront-prod-euw1
            arn:aws:eks:eu-west-1:666666666666:cluster/payments-prod-euw1
            arn:aws:eks:us-east-1:555555555555:cluster/payments-prod-euw1
            arn:aws:eks:eu-west-1:999999999999:cluster/raygate-hub
            """)
    void clusterEntry_serverOfAnotherCluster_refused(String server) throws IOException {
        ObjectNode file = payments();
        cluster(file).put("server", server);
        write("payments", file);

        assertThatThrownBy(() -> render("tenant-payments-prod"))
                .hasMessageContaining("payments-prod-euw1 has the server " + server + ", which is another cluster");
    }

    @Test
    void clusterEntry_theHubByItsName_refused() throws IOException {
        ObjectNode file = payments();
        cluster(file)
                .put("name", "raygate-hub")
                .put("account", "999999999999")
                .put("server", "arn:aws:eks:eu-west-1:999999999999:cluster/raygate-hub");
        write("payments", file);

        assertThatThrownBy(() -> render("tenant-payments-prod"))
                .hasMessageContaining("raygate-hub is the hub, which belongs to no team");
    }

    /** The generator's parameters and what the ApplicationSets decide are out of the file's reach. */
    @Test
    void tenantFile_parametersOfTheGenerator_staysWhatTheFileIsCalled() throws IOException {
        ObjectNode file = payments();
        file.set("raygate", Yaml.MAPPER.readTree("""
                {env: prod, cluster: storefront-prod-euw1, ring: stable, path: {filename: storefront.yaml}}
                """));
        write("payments", file);

        Application edge = tree.application("edge-payments-dev-euw1");
        assertThat(edge.project()).isEqualTo("tenant-payments-dev");
        assertThat(edge.values().at("/environment/name").asString("")).isEqualTo("dev");
        assertThat(edge.values().at("/cluster").asString("")).isEqualTo("payments-dev-euw1");
    }

    @Test
    void tenantFile_environmentThatIsAPath_makesNoApplication() throws IOException {
        ObjectNode file = payments();
        file.withObject("/spec/quota").set("../tenants/payments", Yaml.MAPPER.readTree("shards: 1"));
        cluster(file).put("env", "../tenants/payments");
        write("payments", file);

        assertThat(tree.applications()).extracting(Application::name).noneMatch(name -> name.contains("/"));
        assertThat(tree.applications()).extracting(Application::name).doesNotContain("edge-payments-prod-euw1");
    }

    private List<JsonNode> render(String application) {
        return tree.application(application).render(root);
    }

    private ObjectNode payments() {
        return Yaml.read(root.resolve("gitops/tenants/payments.yaml")).asObject();
    }

    private void write(String team, ObjectNode file) throws IOException {
        Files.writeString(root.resolve("gitops/tenants/" + team + ".yaml"), Yaml.MAPPER.writeValueAsString(file));
    }

    private static ObjectNode cluster(ObjectNode file) {
        return (ObjectNode) file.at("/spec/clusters/1");
    }

    private static JsonNode schema(String chart) {
        return Yaml.read(CHARTS.resolve(chart + "/values.schema.json"));
    }

    private static JsonNode keysOfATeam() {
        return schema("edge").at("/$defs/tenant/properties/spec/properties/clusters/items/properties/edge/properties");
    }

    private static Set<String> keysOf(String chart) {
        return new TreeSet<>(schema(chart).path("properties").propertyNames());
    }

    /** What does most harm, where a key of that name has any effect. */
    private static JsonNode valueOf(String key) {
        JsonNode given = Yaml.read(CHARTS.resolve("edge/values.yaml")).path(key);
        return given.isMissingNode() ? Yaml.MAPPER.createObjectNode() : given;
    }

    private static String[] quoted(Set<String> keys) {
        return keys.stream().map(key -> "'" + key + "'").toArray(String[]::new);
    }

    /** Keys of a team that the chart has no value for. */
    private static List<String> unknown(String path, JsonNode ofTeams, JsonNode ofTheChart) {
        return ofTeams.properties().stream()
                .flatMap(key -> ofTheChart.has(key.getKey())
                        ? unknown(
                                path + "/" + key.getKey(),
                                key.getValue().path("properties"),
                                ofTheChart.path(key.getKey()).path("properties"))
                                .stream()
                        : Stream.of(path + "/" + key.getKey()))
                .toList();
    }
}
