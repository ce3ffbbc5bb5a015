// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class GitopsTreeTest {

    private static final GitopsTree TREE = GitopsTree.ofProject();

    @Test
    void check_ownSchemas_nothingFound() {
        assertThat(new TreeCheck(CustomKinds.own()).check(TREE))
                .extracting(Problem::text)
                .isEmpty();
    }

    @Test
    void check_schemasOfTheCrds_nothingFound() {
        Path crds = TREE.root().resolve("../shared/crds");
        assumeTrue(Files.isDirectory(crds), "no CRDs in ../shared/crds");

        assertThat(new TreeCheck(CustomKinds.of(crds)).check(TREE))
                .extracting(Problem::text)
                .isEmpty();
    }

    @Test
    void applications_exampleTree_oneForEachEnvironmentTenantAndCluster(@TempDir Path root) throws IOException {
        assertThat(GitopsTree.example(root).applications())
                .extracting(Application::name)
                .containsExactlyInAnyOrder(
                        "collector-payments-dev-euw1",
                        "collector-payments-prod-euw1",
                        "collector-storefront-mixed-euw1",
                        "collector-storefront-prod-euw1",
                        "gateway-dev",
                        "gateway-prod",
                        "gateway-staging",
                        "shared-prod",
                        "tenant-payments-dev",
                        "tenant-payments-prod",
                        "tenant-storefront-prod",
                        "edge-payments-dev-euw1",
                        "edge-payments-prod-euw1",
                        "edge-shared-prod-euw1",
                        "edge-storefront-mixed-euw1",
                        "edge-storefront-prod-euw1");
    }
}
