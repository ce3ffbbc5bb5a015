// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What an item of {@code spec.clusters} changes for its cluster alone. */
class ClusterEntryTest {

    private static final String RING = "      ring: canary\n";

    @Test
    void edge_valuesOfTheChart_changeThatClusterAlone(@TempDir Path root) throws IOException {
        GitopsTree tree =
                treeWith(root, "      edge:\n        podMonitor: {enabled: true}\n        service: {aliases: []}\n");

        assertThat(problems(tree)).isEmpty();
        assertThat(render(tree, "edge-payments-dev-euw1"))
                .contains("kind: PodMonitor")
                .doesNotContain("kind: Service\nmetadata:\n  name: xray-service");
        assertThat(render(tree, "edge-payments-prod-euw1"))
                .contains("kind: Service\nmetadata:\n  name: xray-service")
                .doesNotContain("kind: PodMonitor");
    }

    @Test
    void edge_unknownValue_foundWithItsPlace(@TempDir Path root) throws IOException {
        GitopsTree tree = treeWith(root, "      edge: {hostport: {enabled: true}}\n");

        assertThat(problems(tree))
                .anySatisfy(problem -> assertThat(problem).contains("/spec/clusters/0/edge/hostport"));
    }

    @Test
    void retired_true_leavesAllButTheForwarder(@TempDir Path root) throws IOException {
        GitopsTree tree = treeWith(root, "      retired: true\n");

        assertThat(problems(tree)).isEmpty();
        assertThat(tree.applications())
                .extracting(Application::name)
                .contains("tenant-payments-dev", "edge-payments-prod-euw1")
                .doesNotContain("edge-payments-dev-euw1");
        assertThat(render(tree, "tenant-payments-dev"))
                .contains("cluster-payments-dev-euw1", "raygate-writer-payments-dev-euw1");
    }

    private static GitopsTree treeWith(Path root, String lines) throws IOException {
        GitopsTree tree = GitopsTree.example(root);
        Trees.replaceFirst(root.resolve("gitops/tenants/payments.yaml"), RING, RING + lines);
        return tree;
    }

    private static List<String> problems(GitopsTree tree) {
        return new TreeCheck(CustomKinds.own())
                .check(tree).stream().map(Problem::text).toList();
    }

    private static String render(GitopsTree tree, String application) {
        return tree.application(application).render(tree.root()).stream()
                .map(Yaml.MAPPER::writeValueAsString)
                .reduce("", String::concat);
    }
}
