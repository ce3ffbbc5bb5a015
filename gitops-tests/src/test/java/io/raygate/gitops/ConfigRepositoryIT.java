// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.EdgeCluster;
import io.raygate.gitops.cluster.GitServer;
import io.raygate.gitops.cluster.HubPrograms;
import io.raygate.gitops.cluster.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The way of {@code templates/config-repo/README.md}: a repository made of the template, charts in a registry, real Argo CD,
 * and a third team that the command line writes. Each step begins where the one before it ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConfigRepositoryIT {

    private static final GitopsTree PROJECT = GitopsTree.ofProject();

    @TempDir
    private static Path directory;

    private static TestHub hub;
    private static GitServer git;
    private static EdgeCluster cluster;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        hub = TestHub.start(directory);
        git = hub.git();
        for (String chart : List.of("platform", "gateway", "shared", "team", "tenant", "edge", "collector")) {
            hub.registry().publish(PROJECT.root().resolve("gitops/charts").resolve(chart), "0.1.0");
        }
        makeRepository();
        cluster = EdgeCluster.start(hub.programs(), directory, "third-dev-euw1");
    }

    /** Steps 1 and 2 of the README. */
    private static void makeRepository() throws IOException, InterruptedException {
        Trees.copy(PROJECT.root().resolve("templates/config-repo"), git.workTree());
        try (Stream<Path> files = Files.walk(git.workTree())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .toList()) {
                Trees.replace(file, "https://git.example.com/platform/raygate-config.git", git.url());
                Trees.replace(
                        file,
                        "registry.example.com/raygate/charts",
                        hub.registry().charts());
            }
        }
        git.commit("Begin");
    }

    @AfterAll
    static void stop() {
        Stream.of(hub, cluster).filter(Objects::nonNull).forEach(Part::close);
    }

    @Test
    @Order(1)
    void bootstrap_rootAlone_bringsTheGatewayAndTheExampleTeam() throws Exception {
        hub.createControllersRoles();
        hub.plane()
                .apply(Yaml.read(git.workTree().resolve("bootstrap/root.yaml")).toString(), "argocd");
        await().atMost(TestHub.PATIENCE).until(() -> hub.argo().applications().contains("gateway-dev"));
        hub.defineKinds();
        hub.startControllers();

        hub.awaitState("Synced/Healthy", "gateway-dev", "tenant-example-dev", "raygate");
        assertThat(hub.environment().openShards("raygate-example")).isPositive();
    }

    @Test
    @Order(2)
    void newTeam_secondAndThird_areSynced() throws Exception {
        raygate("team", "second", "--cluster=second-dev-euw1");
        raygate(
                "team",
                "third",
                "--cluster=" + cluster.name(),
                "--server=" + cluster.plane().server(),
                "--argo-role=" + EdgeCluster.ARGO_ROLE,
                "--ca-data=" + cluster.plane().certificateAuthorityData());
        git.commit("Two teams");
        hub.argo().refresh();

        hub.awaitState("Synced/Healthy", "tenant-second-dev", "tenant-third-dev");
        hub.argo().refresh();
        // Nothing runs pods here.
        hub.awaitState("Synced/Progressing", "edge-third-dev-euw1");
        assertThat(cluster.file("application.yaml")).contains("stream/raygate-third");
    }

    private static void raygate(String kind, String name, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Draygate.home=" + PROJECT.root(),
                "-jar",
                PROJECT.root().resolve("cli/target/raygate-cli.jar").toString(),
                "new",
                kind,
                name,
                "--directory=" + git.workTree(),
                "--contact=@" + name,
                "--env=dev",
                "--region=eu-west-1",
                "--account=" + TestHub.CLUSTERS_ACCOUNT));
        command.addAll(List.of(options));
        HubPrograms.run(git.workTree(), command.toArray(String[]::new));
    }

    /** What the repository's own check says of a change, with the released jar. */
    @Test
    @Order(3)
    void check_changedSampling_printsTheRenderedDifference() throws Exception {
        Path check = git.workTree().resolve("ci/check");
        Trees.replaceFirst(git.workTree().resolve("tenants/third.yaml"), "FixedRate: 0.05", "FixedRate: 0.5");

        String difference = HubPrograms.run(
                git.workTree(),
                "env",
                "RAYGATE_CHECK=" + checkJar(),
                // A Helm that is built from modules takes itself for one of Kubernetes 1.20.
                "RAYGATE_HELM_FLAGS=--kube-version=1.31.0",
                "HTTPS_PROXY=" + hub.outside().get("HTTPS_PROXY"),
                "SSL_CERT_FILE=" + hub.outside().get("SSL_CERT_FILE"),
                "PATH=" + hub.programs().directory().toAbsolutePath() + ":" + System.getenv("PATH"),
                "bash",
                check.toString(),
                "HEAD");

        assertThat(difference.lines().filter(line -> line.startsWith("+++ ")))
                .singleElement()
                .asString()
                .contains("after/edge-third-dev-euw1.yaml");
        assertThat(difference).contains("FixedRate: 0.5");
    }

    private static Path checkJar() throws IOException {
        try (Stream<Path> jars = Files.list(PROJECT.root().resolve("schemas/maven-plugin/target"))) {
            return jars.filter(
                            jar -> jar.getFileName().toString().matches("raygate-maven-plugin-[0-9.]+(-[A-Z]+)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
