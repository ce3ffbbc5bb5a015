// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.ArgoCd;
import io.raygate.gitops.cluster.EdgeCluster;
import io.raygate.gitops.cluster.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * What a team's file can do to Argo CD's objects, with real Argo CD: one that is broken, emptied or lost stops its team and
 * removes nothing, and {@code retired: true} does. There are no clusters: of forwarders only their Applications are looked
 * at. Each step begins where the one before it ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeepIT {

    private static final Kind STREAM = new Kind("kinesis.services.k8s.aws/v1alpha1", "Stream");

    private static final String SHARED_WRITER = "raygate-writer-shared-dev-euw1";

    private static final String SHARED_CLUSTER = """
          sharedClusters:
            shared-dev-euw1:
              ring: stable
              compute: ec2
              region: eu-west-1
              account: "444444444444"
              server: arn:aws:eks:eu-west-1:444444444444:cluster/shared-dev-euw1
              registered: true
              sampling: {source: xray}
              tenants: {payments: [checkout]}
              others: drop
        """;

    @TempDir
    private static Path directory;

    private static TestHub hub;
    private static PlatformRepository repository;
    private static ArgoCd argo;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        hub = TestHub.start(directory);
        argo = hub.argo();
        repository = PlatformRepository.create(hub.git(), hub.registry());
        hub.createControllersRoles();
        hub.defineKinds();
        hub.startControllers();
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    @Order(1)
    void twoTeams_bootstrapped_haveTheirApplications() throws Exception {
        addTeam("payments");
        addTeam("ledger");
        repository.commit("Bootstrap");
        Path root = repository.root().resolve("gitops/bootstrap/root.yaml");
        hub.plane().apply(Yaml.read(root).toString(), "argocd");

        hub.awaitState(
                "Synced/Healthy", "tenant-payments-dev", "tenant-ledger-dev", "team-payments-dev", "team-ledger-dev");
        assertKept();
    }

    /** On a cluster that Argo CD is said to know, and does not. */
    private static void addTeam(String name) throws IOException {
        repository.addTeam(name, "stable", new EdgeCluster(name + "-dev-euw1", hub.plane()));
        repository.replace(repository.team(name), "      caData:", "      registered: true\n      caData:");
    }

    @Test
    @Order(2)
    void brokenFile_ofOneTeam_stopsThatTeamAlone() throws Exception {
        repository.append(repository.team("ledger"), "  spec: [");
        repository.replace(repository.team("payments"), "shards: 1", "shards: 2");
        push("Break ledger, change payments");

        await().atMost(TestHub.PATIENCE)
                .untilAsserted(() -> assertThat(
                                hub.plane().field(STREAM, "raygate-dev", "raygate-payments", "spec", "shardCount"))
                        .isEqualTo(2));
        hub.awaitExplained("team-ledger-dev", "gitops/tenants/ledger.yaml is no YAML");
        hub.awaitState("Synced/Healthy", "tenant-ledger-dev", "tenant-payments-dev", "team-payments-dev");
        assertKept();
    }

    @Test
    @Order(3)
    void lostFiles_ofAllTeams_removeNothing() throws Exception {
        repository.revert();
        Path ledger = repository.team("ledger");
        Files.move(ledger, ledger.resolveSibling("ledger.yml"));
        Files.delete(repository.team("payments"));
        push("Rename one file and lose the other");

        hub.awaitExplained("team-ledger-dev", "no such file");
        hub.awaitExplained("team-payments-dev", "no such file");
        assertKept();
    }

    @Test
    @Order(4)
    void emptiedFile_andAnEntryThatIsLost_removeNothing() throws Exception {
        repository.revert();
        Files.writeString(repository.team("ledger"), "");
        repository.replace(repository.team("payments"), "name: payments-dev-euw1", "name: payments-dev-euw2");
        push("Empty one file and replace a cluster of the other");

        hub.awaitExplained("team-ledger-dev", "was emptied");
        await().atMost(TestHub.PATIENCE).until(() -> argo.applications().contains("edge-payments-dev-euw2"));
        assertKept();
    }

    @Test
    @Order(5)
    void retiredTeam_clusterFirst_goesAndLeavesItsStream() throws Exception {
        repository.revert();
        repository.replace(repository.team("ledger"), "      ring: stable", "      ring: stable\n      retired: true");
        push("Retire the cluster");
        await().atMost(TestHub.PATIENCE)
                .until(() -> argo.chart("edge-ledger-dev-euw1").equals("team"));

        repository.replace(repository.team("ledger"), "spec:\n", "spec:\n  retired: true\n");
        push("Retire the team");
        hub.awaitState("absent", "edge-ledger-dev-euw1", "tenant-ledger-dev");
        repository.removeTeam("ledger");
        push("Remove its file");

        hub.awaitState("absent", "team-ledger-dev");
        assertThat(hub.environment().openShards("raygate-ledger")).isEqualTo(1);
        assertThat(argo.applications())
                .contains("team-payments-dev", "tenant-payments-dev", "edge-payments-dev-euw1", "gateway-dev");
    }

    /** On a cluster that Argo CD is said to know, too. */
    @Test
    @Order(6)
    void sharedCluster_lostThenRetired_goesWithItsEntryAlone() throws Exception {
        String others = Files.readString(repository.environment());
        environment(others + SHARED_CLUSTER, "Share a cluster");
        hub.awaitState("Synced/Healthy", "shared-dev");
        assertThat(hub.environment().hasRole(SHARED_WRITER)).isTrue();

        environment(others, "Lose it");
        hub.awaitState("absent", "shared-dev");
        assertThat(argo.applications()).contains("edge-shared-dev-euw1");
        assertThat(hub.environment().hasRole(SHARED_WRITER)).isTrue();

        environment(others + SHARED_CLUSTER + "      retired: true\n", "Retire it");
        await().atMost(TestHub.PATIENCE)
                .until(() -> argo.chart("edge-shared-dev-euw1").equals("team"));
        environment(others + "  sharedClusters: {}\n", "Remove its entry");
        hub.awaitState("absent", "edge-shared-dev-euw1");
        await().atMost(TestHub.PATIENCE).until(() -> !hub.environment().hasRole(SHARED_WRITER));
    }

    private static void environment(String text, String message) throws IOException, InterruptedException {
        Files.writeString(repository.environment(), text);
        push(message);
    }

    private static void assertKept() {
        assertThat(argo.applications())
                .contains(
                        "team-ledger-dev",
                        "tenant-ledger-dev",
                        "edge-ledger-dev-euw1",
                        "team-payments-dev",
                        "tenant-payments-dev",
                        "edge-payments-dev-euw1");
    }

    private static void push(String message) throws IOException, InterruptedException {
        repository.commit(message);
        argo.refresh();
    }
}
