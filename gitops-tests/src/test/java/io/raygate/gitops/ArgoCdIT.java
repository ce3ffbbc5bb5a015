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
import io.raygate.gitops.cluster.Kind;
import io.raygate.gitops.cluster.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The lists of {@code gitops/README.md}, one after another, with real Argo CD: a hub, and a cluster for each of two teams.
 * AWS alone is a stand-in. Each step begins where the one before it ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ArgoCdIT {

    private static final GitopsTree PROJECT = GitopsTree.ofProject();
    private static final Path CRDS = PROJECT.root().resolve("../shared/crds");
    private static final String OLD_DIGEST = "a1cb100f57e971cacf269e7c26e4630a25a8e9d4bdd35e32df1a80b66b896254";
    private static final String NEW_DIGEST = "b".repeat(64);
    private static final String SYNCED = "Synced/Healthy";

    /** What a DaemonSet shows for ever where nothing runs pods. */
    private static final String ROLLING = "Synced/Progressing";

    private static final Kind STREAM = new Kind("kinesis.services.k8s.aws/v1alpha1", "Stream");
    private static final Kind MAPPING = new Kind("lambda.services.k8s.aws/v1alpha1", "EventSourceMapping");
    private static final String RETIRED_BEFORE = "metadata:\n  name: ledger\nspec:\n";
    private static final String RETIRED = "  retired: true\n";
    private static final String SHARED_KIND = "fieldexports.services.k8s.aws";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private static Path directory;

    private static GitServer git;
    private static ChartRegistry registry;
    private static PlatformRepository repository;
    private static ControlPlane hub;
    private static EdgeCluster payments;
    private static EdgeCluster ledger;
    private static AwsControllers aws;
    private static GarbageCollector garbage;
    private static ArgoCd argo;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path module = PROJECT.root().resolve("gitops-tests");
        HubPrograms programs = HubPrograms.build(module.resolve("hub"), module.resolve("target/hub"));
        git = GitServer.start(directory.resolve("git"));
        registry = ChartRegistry.start(programs, module, directory.resolve("registry"));
        repository = PlatformRepository.create(git, registry);
        hub = ControlPlane.start(programs, directory.resolve("hub"), Map.of());
        payments = EdgeCluster.start(programs, directory, "payments-dev-euw1");
        ledger = EdgeCluster.start(programs, directory, "ledger-dev-euw1");
        hub.define(definitions(true));
        argo = ArgoCd.start(programs, hub, git.url(), directory.resolve("argocd"));
    }

    private static List<String> definitions(boolean ofArgoCd) {
        return CustomDefinitions.all(CRDS).stream()
                .filter(definition -> definition.contains("argoproj.io") == ofArgoCd)
                .toList();
    }

    @AfterAll
    static void stop() {
        Stream.of(argo, garbage, aws, ledger, payments, hub, registry, git)
                .filter(Objects::nonNull)
                .forEach(Part::close);
    }

    @Test
    @Order(1)
    void bootstrap_rootAlone_bringsEverything() throws Exception {
        repository.addTeam("payments", "canary", payments);
        repository.commit("Bootstrap");

        hub.apply(
                Yaml.read(repository.root().resolve("gitops/bootstrap/root.yaml"))
                        .toString(),
                "argocd");
        await().atMost(PATIENCE).until(() -> argo.applications().contains("gateway-dev"));
        // What the controllers' own charts bring, which are not to be had here.
        hub.define(definitions(false));
        aws = AwsControllers.start(hub);
        // Each sync runs the Jobs anew, so those of the sync before must go.
        garbage = GarbageCollector.start(hub, payments.plane(), ledger.plane());

        awaitState(SYNCED, "gateway-dev", "tenant-payments-dev");
        // Its project is there now; the ApplicationSet would see that by itself within a minute.
        argo.refresh();
        awaitState(ROLLING, "edge-payments-dev-euw1");
        awaitState(SYNCED, "raygate");
        assertThat(hub.field(STREAM, "raygate-dev", "raygate-payments", "status", "encryptionType"))
                .isEqualTo("KMS");
        assertThat(payments.image()).endsWith(OLD_DIGEST);
    }

    @Test
    @Order(2)
    void onboardATeam_oneNewFile_bringsItsStreamAndItsForwarder() throws Exception {
        repository.addTeam("ledger", "stable", ledger);
        push("Onboard ledger");

        awaitState(SYNCED, "tenant-ledger-dev");
        argo.refresh();
        awaitState(ROLLING, "edge-ledger-dev-euw1");
        assertThat(ledger.image()).endsWith(OLD_DIGEST);
        assertThat(ledger.file("application.yaml"))
                .contains("stream/raygate-ledger")
                .doesNotContain("payments");
    }

    @Test
    @Order(3)
    void changeSampling_newRate_changesTheConfigMapAndRestartsNoPod() throws Exception {
        String pods = payments.podTemplate();
        repository.replace(repository.team("payments"), "FixedRate: 0.05", "FixedRate: 0.5");
        push("Sample half");

        await().atMost(PATIENCE)
                .until(() -> payments.file("sampling-rules.yaml").contains("FixedRate: 0.5"));
        awaitState(ROLLING, "edge-payments-dev-euw1");
        assertThat(payments.podTemplate()).isEqualTo(pods);
        assertThat(ledger.file("sampling-rules.yaml")).contains("FixedRate: 0.05");
    }

    @Test
    @Order(4)
    void promote_ringCanary_changesItsForwardersAndFunctionsAlone() throws Exception {
        // The last one in the file, which is that of canary.
        repository.replace(repository.environment(), OLD_DIGEST, NEW_DIGEST);
        push("Promote");

        await().atMost(PATIENCE).until(() -> payments.image().endsWith(NEW_DIGEST));
        awaitState(SYNCED, "gateway-dev");
        awaitState(ROLLING, "edge-payments-dev-euw1", "edge-ledger-dev-euw1");
        assertThat(ledger.image()).endsWith(OLD_DIGEST);
    }

    @Test
    @Order(5)
    void rollBack_revertedCommit_bringsTheOldImageBack() throws Exception {
        repository.revert();
        argo.refresh();

        await().atMost(PATIENCE).until(() -> payments.image().endsWith(OLD_DIGEST));
        awaitState(ROLLING, "edge-payments-dev-euw1");
    }

    /** A merge that changes a chart changes no cluster before the chart's version is promoted, and then its ring alone. */
    @Test
    @Order(6)
    void promote_chartOfRingCanary_changesNothingElse() throws Exception {
        String before = payments.podTemplate();
        String others = ledger.podTemplate();
        repository.replace(repository.root().resolve("gitops/charts/edge/values.yaml"), "linger: 50ms", "linger: 60ms");
        repository.publish("0.2.0");
        push("Change a chart");
        await().during(Duration.ofSeconds(5))
                .atMost(PATIENCE)
                .until(() -> payments.podTemplate().equals(before));

        repository.replace(repository.environment(), "chart: 0.1.0", "chart: 0.2.0");
        push("Promote the chart");

        await().atMost(PATIENCE).until(() -> payments.file("application.yaml").contains("60ms"));
        awaitState(SYNCED, "tenant-payments-dev", "tenant-ledger-dev", "gateway-dev");
        assertThat(argo.version("edge-payments-dev-euw1")).isEqualTo("0.2.0");
        assertThat(argo.version("tenant-payments-dev")).isEqualTo("0.2.0");
        assertThat(argo.version("edge-ledger-dev-euw1")).isEqualTo("0.1.0");
        assertThat(argo.version("gateway-dev")).isEqualTo("0.1.0");
        assertThat(ledger.podTemplate()).isEqualTo(others);
    }

    @Test
    @Order(7)
    void drift_configMapChangedByHand_isPutRight() {
        payments.overwriteFile("application.yaml", "raygate: {}");

        await().atMost(PATIENCE).until(() -> payments.file("application.yaml").contains("stream/raygate-payments"));
    }

    @Test
    @Order(8)
    void redrive_enabledInTheEnvironment_enablesTheMapping() throws Exception {
        repository.replace(
                repository.environment(), "  release:\n", "  gateway: {redrive: {enabled: true}}\n  release:\n");
        push("Redrive");

        await().atMost(PATIENCE)
                .until(() ->
                        Boolean.TRUE.equals(hub.field(MAPPING, "raygate-dev", "raygate-redrive", "spec", "enabled")));
        awaitState(SYNCED, "gateway-dev");
    }

    @Test
    @Order(9)
    void retireACluster_flagSet_takesItsForwarderAndLeavesItsStream() throws Exception {
        repository.replace(repository.team("ledger"), "      ring: stable", "      ring: stable\n      retired: true");
        push("Retire the cluster of ledger");

        // Its Application stays until the entry is removed, without anything.
        await().atMost(PATIENCE).until(() -> ledger.daemonSets().isEmpty());
        awaitState(SYNCED, "edge-ledger-dev-euw1", "tenant-ledger-dev");
        assertThat(hub.field(STREAM, "raygate-dev", "raygate-ledger", "spec", "shardCount"))
                .isEqualTo(1);
    }

    @Test
    @Order(10)
    void removeATeam_retiredThenFileDeleted_leavesTheOthers() throws Exception {
        repository.replace(repository.team("ledger"), RETIRED_BEFORE, RETIRED_BEFORE + RETIRED);
        push("Retire ledger");

        awaitState("absent", "tenant-ledger-dev", "edge-ledger-dev-euw1");
        repository.removeTeam("ledger");
        push("Remove ledger");

        awaitState("absent", "team-ledger-dev");
        awaitState(ROLLING, "edge-payments-dev-euw1");
        assertThat(payments.image()).endsWith(OLD_DIGEST);
    }

    /** The documented way back: AWS still has the stream, which its controller must take over instead of refusing it. */
    @Test
    @Order(11)
    void rollBack_ofARemovedTeam_takesItsStreamOver() throws Exception {
        assertThat(aws.has("Stream", "raygate-dev", "raygate-ledger")).isTrue();
        repository.revert();
        repository.replace(repository.team("ledger"), RETIRED_BEFORE + RETIRED, RETIRED_BEFORE);
        push("Bring ledger back");

        awaitState(SYNCED, "tenant-ledger-dev");
        assertThat(hub.field(STREAM, "raygate-dev", "raygate-ledger", "status", "conditions", 0, "type"))
                .isEqualTo("ACK.ResourceSynced");
    }

    /** A file that reaches for the platform, for another environment's file and for another team's cluster. */
    @Test
    @Order(12)
    void attack_keysOfThePlatformInATenantFile_changeNothingAndAreNamed() throws Exception {
        String before = payments.podTemplate();
        repository.addTeam("mallory", "canary", payments);
        repository.append(repository.team("mallory"), """
                environment: {account: "666666666666"}
                argocd: {namespace: kube-system}
                raygate: {env: ../tenants/mallory, cluster: payments-dev-euw1, path: {filename: payments.yaml}}
                """);
        push("Attack");

        await().atMost(PATIENCE)
                .until(() -> argo.explain("team-mallory-dev")
                        .contains("Shared resource found: Application/edge-payments-dev-euw1"));
        assertThat(argo.applications()).doesNotContain("tenant-payments-../tenants/mallory", "tenant-mallory-dev");
        awaitState(SYNCED, "tenant-payments-dev");
        assertThat(payments.podTemplate()).isEqualTo(before);
        repository.revert();
        argo.refresh();
        awaitState("absent", "team-mallory-dev");
    }

    @Test
    @Order(13)
    void controllers_chartsThatBringTheSameKind_letThatOfIamHaveIt() throws Exception {
        List<String> controllers = List.of("kinesis", "iam", "sqs");
        for (String service : controllers) {
            repository.addSharedKind(service);
        }
        repository.commit("Kinds of the controllers");
        for (String service : controllers) {
            hub.apply(controller(service), "argocd");
            await().atMost(PATIENCE).until(() -> argo.state("kind-" + service).startsWith("Synced/"));
        }
        // The one whose label the kind bears hears of its health at once, the others within minutes.
        argo.refresh();

        awaitState(SYNCED, "kind-kinesis", "kind-iam", "kind-sqs");
        long generation = hub.definition(SHARED_KIND).getGeneration();
        await().during(Duration.ofSeconds(20))
                .atMost(Duration.ofSeconds(30))
                .until(() -> hub.definition(SHARED_KIND).getGeneration() == generation);
        assertThat(hub.definition(SHARED_KIND).getAnnotations()).containsEntry("of", "iam");
    }

    /** Its Application, with a directory in the place of its chart, which is not to be had here. */
    private static String controller(String service) {
        Path root = repository.root();
        JsonNode controllers = Yaml.read(root.resolve("gitops/argocd/appset-controllers.yaml"));
        ObjectNode application = new ApplicationSets(root)
                .expand(controllers).stream()
                        .filter(candidate -> candidate.name().equals("ack-" + service))
                        .findFirst()
                        .orElseThrow()
                        .manifest()
                        .deepCopy()
                        .asObject();
        application.withObject("/metadata").put("name", "kind-" + service);
        application
                .withObject("/spec")
                .putObject("source")
                .put("repoURL", git.url())
                .put("targetRevision", "main")
                .put("path", "kinds/" + service);
        return application.toString();
    }

    private static void push(String message) throws IOException, InterruptedException {
        repository.commit(message);
        argo.refresh();
    }

    private static void awaitState(String state, String... applications) {
        for (String application : applications) {
            await(application)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(argo.state(application))
                            .as(() -> argo.explain(application))
                            .isEqualTo(state));
        }
    }
}
