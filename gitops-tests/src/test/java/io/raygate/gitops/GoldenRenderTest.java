// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one Application of each kind renders to, of the example tree, so that a review shows the effect of a change of
 * charts; all other renders are held by their properties ({@link TreeCheck}). After a change on purpose:
 * {@code ./mvnw -pl gitops-tests -am test -Draygate.update-golden=true}, then read the difference.
 */
class GoldenRenderTest extends OnExampleTree {

    /** An environment, a team in it, a cluster of each compute type, and one that teams share. */
    private static final List<String> APPLICATIONS = List.of(
            "collector-payments-prod-euw1",
            "gateway-prod",
            "shared-prod",
            "edge-shared-prod-euw1",
            "tenant-payments-prod",
            "edge-payments-prod-euw1",
            "edge-storefront-mixed-euw1",
            "edge-storefront-prod-euw1");

    private static final Path GOLDEN = GitopsTree.ofProject().root().resolve("gitops-tests/src/test/resources/golden");
    private static final boolean UPDATE = Boolean.getBoolean("raygate.update-golden");

    @BeforeAll
    static void update() throws IOException {
        if (!UPDATE) {
            return;
        }
        Files.createDirectories(GOLDEN);
        for (Path file : goldenFiles()) {
            Files.delete(file);
        }
        for (String application : APPLICATIONS) {
            Files.writeString(golden(application), text(tree.application(application), tree));
        }
    }

    @ParameterizedTest
    @FieldSource("APPLICATIONS")
    void render_application_asReviewed(String application) {
        assertThat(golden(application)).exists();
        assertThat(text(tree.application(application), tree)).isEqualTo(Yaml.text(golden(application)));
    }

    @Test
    void golden_everyChart_hasAnApplication() throws IOException {
        List<String> charts =
                tree.applications().stream().map(Application::chart).distinct().toList();

        assertThat(APPLICATIONS.stream().map(tree::application).map(Application::chart))
                .containsAll(charts);
        assertThat(goldenFiles())
                .containsExactlyInAnyOrderElementsOf(
                        APPLICATIONS.stream().map(GoldenRenderTest::golden).toList());
    }

    private static Path golden(String application) {
        return GOLDEN.resolve(application + ".yaml");
    }

    private static List<Path> goldenFiles() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.toList();
        }
    }

    /** The Application itself, then its manifests by kind and name. */
    static String text(Application application, GitopsTree tree) {
        return Stream.concat(
                        Stream.of(application.manifest()),
                        application.render(tree.root()).stream().sorted(Comparator.comparing(GoldenRenderTest::order)))
                .map(Yaml.MAPPER::writeValueAsString)
                .collect(Collectors.joining("---\n"));
    }

    private static String order(JsonNode manifest) {
        return manifest.path("kind").asString("") + "/"
                + manifest.at("/metadata/name").asString("");
    }
}
