// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.ArgoCd;
import io.raygate.gitops.cluster.AwsControllers;
import io.raygate.gitops.cluster.AwsEndpoint;
import io.raygate.gitops.cluster.ChartRegistry;
import io.raygate.gitops.cluster.ControlPlane;
import io.raygate.gitops.cluster.GarbageCollector;
import io.raygate.gitops.cluster.GitServer;
import io.raygate.gitops.cluster.HubCluster;
import io.raygate.gitops.cluster.HubPrograms;
import io.raygate.gitops.cluster.JobRun;
import io.raygate.gitops.cluster.Jobs;
import io.raygate.gitops.cluster.NamedHosts;
import io.raygate.gitops.cluster.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a platform team has before it begins with {@code gitops/README.md}: a hub with Argo CD, a git server, a registry of charts,
 * and AWS on loopback. The AWS controllers come later, as they do there.
 */
final class TestHub implements Part {

    /** The hub of the example's environments. */
    static final HubCluster CLUSTER = new HubCluster("999999999999", "eu-west-1", "raygate-hub");

    /** Account of the environment dev. */
    static final String ACCOUNT = "111111111111";

    /** Account of the teams' clusters. */
    static final String CLUSTERS_ACCOUNT = "444444444444";

    /** Hosts of the addresses in the example's tree: of the repository, of Raygate's charts, of the controllers' charts. */
    private static final String GIT_HOST = "git.example.com";

    private static final String CHARTS_HOST = "registry.example.com";
    private static final String ACK_HOST = "public.ecr.aws";

    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final GitopsTree PROJECT = GitopsTree.ofProject();
    private static final Path MODULE = PROJECT.root().resolve("gitops-tests");
    private static final Path CRDS = PROJECT.root().resolve("../shared/crds");

    private final Path directory;
    private final HubPrograms programs;
    private final AwsEndpoint aws;
    private final NamedHosts hosts;
    private final GitServer git;
    private final ChartRegistry registry;

    /** In the order of their starts. */
    private final List<Part> outside = new ArrayList<>();

    private final List<Part> inside = new ArrayList<>();
    private ControlPlane plane;
    private ArgoCd argo;
    private int hubs;

    private TestHub(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        programs = HubPrograms.build(MODULE.resolve("hub"), MODULE.resolve("target/hub"));
        aws = keep(outside, AwsEndpoint.start(MODULE, directory.resolve("aws")));
        hosts = keep(outside, NamedHosts.start(directory.resolve("hosts"), List.of(GIT_HOST, CHARTS_HOST, ACK_HOST)));
        git = keep(outside, GitServer.start(directory.resolve("git"), hosts, GIT_HOST));
        registry = keep(
                outside,
                ChartRegistry.start(
                        programs, MODULE, directory.resolve("registry"), hosts, List.of(CHARTS_HOST, ACK_HOST)));
        startArgoCd();
    }

    static TestHub start(Path directory) throws IOException, InterruptedException {
        return new TestHub(directory);
    }

    private static <P extends Part> P keep(List<Part> parts, P part) {
        parts.add(part);
        return part;
    }

    private void startArgoCd() throws IOException {
        Path own = Files.createDirectories(directory.resolve("hub-" + ++hubs));
        plane = keep(inside, ControlPlane.start(programs, own, Map.of()));
        plane.define(definitions(true));
        argo = keep(inside, ArgoCd.start(programs, plane, git.url(), own.resolve("argocd"), hosts.environment()));
    }

    /** What the controllers' charts bring, where they are not what is tried. */
    void defineKinds() {
        plane.define(definitions(false));
    }

    /** Publishes {@link ControllerCharts}, and names the Applications that install them. */
    List<String> publishControllers(GitopsTree tree) throws IOException, InterruptedException {
        return ControllerCharts.publish(
                tree,
                definitions(false).stream().map(Yaml.MAPPER::readTree).toList(),
                registry,
                directory.resolve("controllers"));
    }

    /** Waits for what Argo CD brings with the controllers' charts, and has it look at that. */
    void awaitKinds() {
        plane.awaitKinds(definitions(false).stream()
                .map(Yaml.MAPPER::readTree)
                .filter(definition -> definition.at("/spec/group").asString("").endsWith("services.k8s.aws"))
                .map(definition -> definition.at("/metadata/name").asString(""))
                .filter(name -> !name.endsWith(".s3.services.k8s.aws"))
                .toList());
        argo.compare();
    }

    /** The controllers, whose kinds may come later, and what runs their hooks. */
    void startControllers(ControlPlane... clusters) throws IOException {
        keep(inside, AwsControllers.start(plane, aws, CLUSTER.account()));
        JobRun run = new JobRun(aws, CLUSTER, Files.createDirectories(directory.resolve("jobs-" + hubs)));
        keep(inside, Jobs.start(plane, run));
        // Each sync runs the Jobs anew, so those of the sync before must go.
        List<ControlPlane> planes = new ArrayList<>(List.of(plane));
        planes.addAll(List.of(clusters));
        keep(inside, GarbageCollector.start(planes.toArray(ControlPlane[]::new)));
    }

    private static List<String> definitions(boolean ofArgoCd) {
        return CustomDefinitions.all(CRDS).stream()
                .filter(definition -> definition.contains("argoproj.io") == ofArgoCd)
                .toList();
    }

    /** Loses the hub, with everything on it, and sets another one up over the same repository and the same AWS. */
    void replace() throws IOException {
        close(inside);
        startArgoCd();
    }

    HubPrograms programs() {
        return programs;
    }

    GitServer git() {
        return git;
    }

    ChartRegistry registry() {
        return registry;
    }

    ControlPlane plane() {
        return plane;
    }

    ArgoCd argo() {
        return argo;
    }

    AwsEndpoint aws() {
        return aws;
    }

    /** The environment's account. */
    AwsState environment() {
        return AwsState.of(aws, ACCOUNT, CLUSTER.region());
    }

    /** How programs reach the hosts that stand in git. */
    Map<String, String> outside() {
        return hosts.environment();
    }

    /** Step 3 of the list "Bootstrap", in all accounts. */
    void createControllersRoles() throws IOException, InterruptedException {
        for (String account : List.of(ACCOUNT, CLUSTER.account(), CLUSTERS_ACCOUNT)) {
            AwsState.of(aws, account, CLUSTER.region()).createControllersRole();
        }
    }

    /** Waits until Argo CD shows Applications as {@code Synced/Healthy}, for example. */
    void awaitState(String state, String... applications) {
        for (String application : applications) {
            await(application)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(argo.state(application))
                            .as(() -> argo.explain(application))
                            .isEqualTo(state));
        }
    }

    /** Waits until Argo CD says something of an Application. */
    void awaitExplained(String application, String words) {
        await(application)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(argo.explain(application)).contains(words));
    }

    private static void close(List<Part> parts) {
        parts.reversed().forEach(Part::close);
        parts.clear();
    }

    @Override
    public void close() {
        close(inside);
        close(outside);
    }
}
