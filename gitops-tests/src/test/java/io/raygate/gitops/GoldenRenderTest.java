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
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every Application renders to, so that a review shows the effect of a change. After a change on purpose:
 * {@code ./mvnw -pl gitops-tests -am test -Draygate.update-golden=true}, then read the difference.
 */
class GoldenRenderTest {

    private static final GitopsTree TREE = GitopsTree.ofProject();
    private static final Path GOLDEN = TREE.root().resolve("gitops-tests/src/test/resources/golden");
    private static final boolean UPDATE = Boolean.getBoolean("raygate.update-golden");

    static Stream<Application> applications() {
        return TREE.applications().stream();
    }

    @BeforeAll
    static void update() throws IOException {
        if (!UPDATE) {
            return;
        }
        Files.createDirectories(GOLDEN);
        for (Path file : goldenFiles()) {
            Files.delete(file);
        }
        for (Application application : TREE.applications()) {
            Files.writeString(golden(application), text(application, TREE));
        }
    }

    @ParameterizedTest
    @MethodSource("applications")
    void render_application_asReviewed(Application application) {
        assertThat(golden(application)).exists();
        assertThat(text(application, TREE)).isEqualTo(Yaml.text(golden(application)));
    }

    @Test
    void golden_everyFile_belongsToAnApplication() throws IOException {
        assertThat(goldenFiles())
                .containsExactlyInAnyOrderElementsOf(
                        applications().map(GoldenRenderTest::golden).toList());
    }

    private static Path golden(Application application) {
        return GOLDEN.resolve(application.name() + ".yaml");
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
