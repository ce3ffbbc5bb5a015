// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class EnvironmentFilesTest {

    private static final String TWO = """
            environment:
              name: prod
              sharedClusters:
                shared-a: {retired: true}
                shared-b: {ring: stable}
            """;

    @TempDir
    private Path root;

    @Test
    void check_sharedClusterThatIsGone_refusedUnlessItWasRetired() throws IOException {
        assertThat(change(TWO, TWO.replace("    shared-a: {retired: true}\n", "")))
                .isEmpty();
        assertThat(change(TWO, TWO.replace("    shared-b: {ring: stable}\n", "")))
                .singleElement()
                .asString()
                .contains("prod.yaml", "shared-b is gone, and was not retired: retired: true");
    }

    @Test
    void check_keyThatIsGoneWithTheLastCluster_refusedWithWhatToWrite() throws IOException {
        String none = "environment:\n  name: prod\n";

        assertThat(change(TWO, none))
                .singleElement()
                .asString()
                .contains("write sharedClusters: {} until shared-prod has removed it");
        assertThat(change(none + "  sharedClusters: {}\n", none)).isEmpty();
    }

    @Test
    void check_fileThatIsNoEnvironment_leftToOtherChecks() throws IOException {
        assertThat(change(TWO, "environment: [")).isEmpty();
        assertThat(change(TWO, "environment: {sharedClusters: [a]}")).isEmpty();
        assertThat(change("", TWO)).isEmpty();
    }

    private List<String> change(String before, String now) throws IOException {
        Files.createDirectories(root.resolve("before/envs"));
        Files.createDirectories(root.resolve("now/envs"));
        Files.writeString(root.resolve("before/envs/prod.yaml"), before);
        Files.writeString(root.resolve("now/envs/prod.yaml"), now);
        Selection selection = new Selection(
                List.of(root.resolve("now/envs")), List.of(), List.of(), Optional.of(root.resolve("before")));
        return EnvironmentFiles.check(selection, Bounds.DEFAULT).stream()
                .map(Finding::text)
                .toList();
    }
}
