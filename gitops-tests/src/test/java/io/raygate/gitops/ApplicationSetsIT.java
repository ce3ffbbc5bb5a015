// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.HubPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Argo CD's own generators make the Applications that {@link ApplicationSets} makes for the tests without Argo CD. */
class ApplicationSetsIT extends OnExampleTree {

    private static HubPrograms programs;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        Path module = GitopsTree.ofProject().root().resolve("gitops-tests");
        programs = HubPrograms.build(module.resolve("hub"), module.resolve("target/hub"));
    }

    @Test
    void expand_exampleTree_isWhatArgoCdMakes() throws IOException, InterruptedException {
        Path argocd = root.resolve("gitops/argocd");

        JsonNode made = Yaml.MAPPER.readTree(programs.run(
                "expand",
                root.toString(),
                argocd.resolve("appset-gateway.yaml").toString(),
                argocd.resolve("appset-shared.yaml").toString(),
                argocd.resolve("appset-teams.yaml").toString()));

        List<Made> expected = Stream.concat(
                        tree.applications().stream()
                                .filter(application ->
                                        List.of("gateway", "shared").contains(application.chart())),
                        tree.teams().stream().map(TeamApplication::application))
                .map(application -> of(application.manifest()))
                .sorted(Comparator.comparing(Made::name))
                .toList();
        assertThat(StreamSupport.stream(made.spliterator(), false)
                        .map(ApplicationSetsIT::of)
                        .sorted(Comparator.comparing(Made::name))
                        .toList())
                .isEqualTo(expected);
    }

    private static Made of(JsonNode application) {
        List<JsonNode> sources = new Application(application.deepCopy()).sources();
        JsonNode values =
                Yaml.MAPPER.readTree(sources.getFirst().at("/helm/values").asString(""));
        ((ObjectNode) sources.getFirst().path("helm")).remove("values");
        return new Made(
                application.at("/metadata/name").asString(""),
                application.at("/metadata/labels"),
                application.at("/spec/project"),
                application.at("/spec/destination"),
                sources,
                values);
    }

    /** What the generators decide. */
    private record Made(
            String name,
            JsonNode labels,
            JsonNode project,
            JsonNode destination,
            List<JsonNode> sources,
            JsonNode values) {}
}
