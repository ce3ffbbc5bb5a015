// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.ArgoCd;
import io.raygate.gitops.cluster.AwsControllers;
import io.raygate.gitops.cluster.ChartRegistry;
import io.raygate.gitops.cluster.ControlPlane;
import io.raygate.gitops.cluster.EdgeCluster;
import io.raygate.gitops.cluster.GarbageCollector;
import io.raygate.gitops.cluster.GitServer;
import io.raygate.gitops.cluster.HubPrograms;
import io.raygate.gitops.cluster.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final Path CRDS = PROJECT.root().resolve("../shared/crds");
    private static final String ACCOUNT = "444444444444";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private static Path directory;

    private static HubPrograms programs;
    private static GitServer git;
    private static ChartRegistry registry;
    private static ControlPlane hub;
    private static EdgeCluster cluster;
    private static AwsControllers aws;
    private static GarbageCollector garbage;
    private static ArgoCd argo;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path module = PROJECT.root().resolve("gitops-tests");
        programs = HubPrograms.build(module.resolve("hub"), module.resolve("target/hub"));
        git = GitServer.start(directory.resolve("git"));
        registry = ChartRegistry.start(programs, module, directory.resolve("registry"));
        for (String chart : List.of("platform", "gateway", "team", "tenant", "edge", "collector")) {
            registry.publish(PROJECT.root().resolve("gitops/charts").resolve(chart), "0.1.0");
        }
        makeRepository();
        hub = ControlPlane.start(programs, directory.resolve("hub"), Map.of());
        cluster = EdgeCluster.start(programs, directory, "third-dev-euw1");
        hub.define(definitions(true));
        argo = ArgoCd.start(programs, hub, git.url(), directory.resolve("argocd"));
    }

    /** Steps 1 and 2 of the README. */
    private static void makeRepository() throws IOException, InterruptedException {
        Trees.copy(PROJECT.root().resolve("templates/config-repo"), git.workTree());
        try (Stream<Path> files = Files.walk(git.workTree())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .toList()) {
                Trees.replace(file, "https://git.example.com/platform/raygate-config.git", git.url());
                Trees.replace(file, "registry.example.com/raygate/charts", registry.charts());
            }
        }
        git.commit("Begin");
    }

    private static List<String> definitions(boolean ofArgoCd) {
        return CustomDefinitions.all(CRDS).stream()
                .filter(definition -> definition.contains("argoproj.io") == ofArgoCd)
                .toList();
    }

    @AfterAll
    static void stop() {
        Stream.of(argo, garbage, aws, cluster, hub, registry, git)
                .filter(Objects::nonNull)
                .forEach(Part::close);
    }

    @Test
    @Order(1)
    void bootstrap_rootAlone_bringsTheGatewayAndTheExampleTeam() throws IOException {
        hub.apply(Yaml.read(git.workTree().resolve("bootstrap/root.yaml")).toString(), "argocd");
        await().atMost(PATIENCE).until(() -> argo.applications().contains("gateway-dev"));
        // What the controllers' own charts bring, which are not to be had here.
        hub.define(definitions(false));
        aws = AwsControllers.start(hub);
        garbage = GarbageCollector.start(hub);

        awaitState("gateway-dev", "Synced/Healthy");
        awaitState("tenant-example-dev", "Synced/Healthy");
        awaitState("raygate", "Synced/Healthy");
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
        argo.refresh();

        awaitState("tenant-second-dev", "Synced/Healthy");
        awaitState("tenant-third-dev", "Synced/Healthy");
        argo.refresh();
        // Nothing runs pods here.
        awaitState("edge-third-dev-euw1", "Synced/Progressing");
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
                "--account=" + ACCOUNT));
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
                "RAYGATE_HELM_FLAGS=--plain-http --kube-version=1.31.0",
                "PATH=" + programs.directory().toAbsolutePath() + ":" + System.getenv("PATH"),
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

    private static void awaitState(String application, String state) {
        await(application)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(argo.state(application))
                        .as(() -> argo.explain(application))
                        .isEqualTo(state));
    }
}
