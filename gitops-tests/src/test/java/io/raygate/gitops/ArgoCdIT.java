// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.raygate.gitops.cluster.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The lists of {@code gitops/README.md}, one after another, with real Argo CD, a hub, a cluster for each of two teams, and AWS on
 * loopback, where the effect is read. Each step begins where the one before it ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ArgoCdIT extends OnTestHub {

    private static final String OLD_DIGEST = "a1cb100f57e971cacf269e7c26e4630a25a8e9d4bdd35e32df1a80b66b896254";
    private static final String OLD_GATEWAY = "4ea5ee68fea05586106890ded5733820bb77d919cda27bc4b8139b7cd33b8889";
    private static final String NEW_DIGEST = "b".repeat(64);
    private static final String NEW_GATEWAY = "c".repeat(64);
    private static final String SYNCED = "Synced/Healthy";

    /** What a DaemonSet shows for ever where nothing runs pods. */
    private static final String ROLLING = "Synced/Progressing";

    private static final Kind STREAM = new Kind("kinesis.services.k8s.aws/v1alpha1", "Stream");
    private static final String RETIRED_BEFORE = "metadata:\n  name: ledger\nspec:\n";
    private static final String RETIRED = "  retired: true\n";

    /** Names of their Applications. */
    private static List<String> controllers;

    /** Of the kind that all controllers' charts bring, when everything was there. */
    private static long generation;

    @Test
    @Order(1)
    void bootstrap_withoutTheRolesOfStepThree_saysWhatIsMissing() throws Exception {
        repository.addTeam("payments", "canary", payments);
        repository.commit("Bootstrap");
        controllers = hub.publishControllers(new GitopsTree(repository.root()));

        applyRoot();
        hub.startControllers(payments.plane(), ledger.plane());
        hub.awaitKinds();

        hub.awaitExplained("gateway-dev", "role/raygate-ack");
    }

    /**
     * Their charts come from the address in git. Argo CD marks no CustomResourceDefinition as an Application's, so that their events
     * refresh none: it would see within some minutes that these are served.
     */
    private static void awaitControllers() {
        await("controllers")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(10))
                .until(() -> {
                    argo.compare();
                    return controllers.stream()
                            .allMatch(name -> argo.state(name).equals(SYNCED));
                });
    }

    @Test
    @Order(2)
    void bootstrap_withRoles_bringsEverything() throws Exception {
        hub.createControllersRoles();

        awaitState(SYNCED, "gateway-dev", "tenant-payments-dev");
        awaitControllers();
        // Its project is there now; the ApplicationSet would see that by itself within a minute.
        argo.refresh();
        awaitState(ROLLING, "edge-payments-dev-euw1");
        awaitState(SYNCED, "raygate");
        assertThat(payments.image()).endsWith(OLD_DIGEST);
        assertThat(aws.stream("raygate-payments").path("EncryptionType").asString(""))
                .isEqualTo("KMS");
        assertThat(aws.mapping("raygate-payments")).isEqualTo("raygate-gateway-canary Enabled");
        assertThat(aws.mapping("raygate-quarantine")).isEqualTo("raygate-redrive-stable Disabled");
        generation = hub.plane().definition(ControllerCharts.SHARED_KIND).getGeneration();
    }

    @Test
    @Order(3)
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
        assertThat(aws.openShards("raygate-ledger")).isEqualTo(1);
        assertThat(aws.mapping("raygate-ledger")).isEqualTo("raygate-gateway-stable Enabled");
        assertThat(aws.parameter("/raygate/dev/tenants/ledger")).contains("ledger");
        assertThat(aws.rolePolicy("raygate-writer-ledger-dev-euw1", "write"))
                .contains("kinesis:PutRecords", "stream/raygate-ledger")
                .doesNotContain("payments");
    }

    @Test
    @Order(4)
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
    @Order(5)
    void promote_ringCanary_changesItsForwardersAndFunctionsAlone() throws Exception {
        // The last ones in the file, which are those of canary.
        repository.replace(repository.environment(), OLD_DIGEST, NEW_DIGEST);
        repository.replace(repository.environment(), OLD_GATEWAY, NEW_GATEWAY);
        push("Promote");

        await().atMost(PATIENCE).until(() -> payments.image().endsWith(NEW_DIGEST));
        awaitAws(() -> image("raygate-gateway-canary"), NEW_GATEWAY);
        awaitState(SYNCED, "gateway-dev");
        awaitState(ROLLING, "edge-payments-dev-euw1", "edge-ledger-dev-euw1");
        assertThat(ledger.image()).endsWith(OLD_DIGEST);
        assertThat(image("raygate-gateway-stable")).isEqualTo(OLD_GATEWAY);
    }

    @Test
    @Order(6)
    void rollBack_revertedCommit_bringsTheOldImageBack() throws Exception {
        repository.revert();
        argo.refresh();

        await().atMost(PATIENCE).until(() -> payments.image().endsWith(OLD_DIGEST));
        awaitAws(() -> image("raygate-gateway-canary"), OLD_GATEWAY);
        awaitState(ROLLING, "edge-payments-dev-euw1");
    }

    /** A merge that changes a chart changes no cluster before the chart's version is promoted, and then its ring alone. */
    @Test
    @Order(7)
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
    @Order(8)
    void drift_configMapChangedByHand_isPutRight() {
        payments.overwriteFile("application.yaml", "raygate: {}");

        await().atMost(PATIENCE).until(() -> payments.file("application.yaml").contains("stream/raygate-payments"));
    }

    /** Three lists at once, each of which changes what no controller does: the manifests first, and AWS by the Jobs after them. */
    @Test
    @Order(9)
    void settings_redriveShardsAndRing_reachAwsByTheirJobs() throws Exception {
        repository.replace(
                repository.environment(), "  release:\n", "  gateway: {redrive: {enabled: true}}\n  release:\n");
        repository.replace(repository.team("payments"), "shards: 1", "shards: 3");
        repository.replace(repository.team("payments"), "ring: canary", "ring: stable");
        push("Redrive, three shards, and the other ring");

        awaitAws(() -> aws.mapping("raygate-quarantine"), "raygate-redrive-stable Enabled");
        awaitAws(() -> aws.openShards("raygate-payments"), 3);
        awaitAws(() -> aws.mapping("raygate-payments"), "raygate-gateway-stable Enabled");
        awaitState(SYNCED, "gateway-dev", "tenant-payments-dev");
        assertThat(aws.mapping("raygate-held")).isEqualTo("raygate-redrive-stable Enabled");
        assertThat(aws.openShards("raygate-ledger")).isEqualTo(1);
    }

    @Test
    @Order(10)
    void sendMetrics_workspaceOfItsOwn_bringsACollectorAndLeavesTheForwarder() throws Exception {
        String before = payments.podTemplate();
        repository.replace(repository.team("payments"), "  clusters:\n", """
                  telemetry:
                    dev:
                      prometheus:
                        discover: annotations
                        amp: {create: true}
                  clusters:
                """);
        push("Have a workspace made for the metrics of payments");
        awaitAws(() -> aws.workspaces("raygate-payments-dev").size(), 1);
        String workspace = aws.workspaces("raygate-payments-dev").getFirst();
        repository.replace(
                repository.team("payments"),
                "amp: {create: true}",
                "amp: {create: true, workspace: " + workspace + "}");
        push("Send the metrics of payments to it");

        awaitState(ROLLING, "collector-payments-dev-euw1");
        awaitState(SYNCED, "tenant-payments-dev");
        assertThat(aws.rules(workspace, "raygate-payments")).contains("{team=\"payments\"");
        assertThat(aws.workspaces("raygate-payments-dev")).containsExactly(workspace);
        assertThat(payments.podTemplate()).isEqualTo(before);
    }

    @Test
    @Order(11)
    void retireACluster_flagSet_takesItsForwarderAndLeavesItsStream() throws Exception {
        repository.replace(repository.team("ledger"), "      ring: stable", "      ring: stable\n      retired: true");
        push("Retire the cluster of ledger");

        // Its Application stays until the entry is removed, without anything.
        await().atMost(PATIENCE).until(() -> ledger.daemonSets().isEmpty());
        awaitState(SYNCED, "edge-ledger-dev-euw1", "tenant-ledger-dev");
        assertThat(aws.openShards("raygate-ledger")).isEqualTo(1);
        assertThat(aws.mapping("raygate-ledger")).isEqualTo("raygate-gateway-stable Enabled");
    }

    @Test
    @Order(12)
    void removeATeam_retiredThenFileDeleted_leavesTheOthersAndItsStream() throws Exception {
        repository.replace(repository.team("ledger"), RETIRED_BEFORE, RETIRED_BEFORE + RETIRED);
        push("Retire ledger");

        awaitState("absent", "tenant-ledger-dev", "edge-ledger-dev-euw1");
        repository.removeTeam("ledger");
        push("Remove ledger");

        awaitState("absent", "team-ledger-dev");
        awaitState(ROLLING, "edge-payments-dev-euw1");
        assertThat(payments.image()).endsWith(OLD_DIGEST);
        assertThat(aws.mapping("raygate-ledger")).isEmpty();
        assertThat(aws.hasRole("raygate-writer-ledger-dev-euw1")).isFalse();
        assertThat(aws.openShards("raygate-ledger")).isEqualTo(1);
        assertThat(aws.mapping("raygate-payments")).isEqualTo("raygate-gateway-stable Enabled");
    }

    /** The documented way back: AWS still has the stream, which its controller must take over instead of refusing it. */
    @Test
    @Order(13)
    void rollBack_ofARemovedTeam_takesItsStreamOver() throws Exception {
        repository.revert();
        repository.replace(repository.team("ledger"), RETIRED_BEFORE + RETIRED, RETIRED_BEFORE);
        push("Bring ledger back");

        awaitState(SYNCED, "tenant-ledger-dev");
        assertThat(hub.plane().field(STREAM, "raygate-dev", "raygate-ledger", "status", "conditions", 0, "type"))
                .isEqualTo("ACK.ResourceSynced");
        assertThat(aws.mapping("raygate-ledger")).isEqualTo("raygate-gateway-stable Enabled");
    }

    /** A file that reaches for the platform, for another environment's file and for another team's cluster. */
    @Test
    @Order(14)
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

    /** The Applications of the controllers would take it from one another without end. */
    @Test
    @Order(15)
    void controllers_chartsThatBringTheSameKind_letThatOfIamHaveIt() {
        ObjectMeta kind = hub.plane().definition(ControllerCharts.SHARED_KIND);
        assertThat(kind.getAnnotations()).containsEntry("of", "iam");
        assertThat(kind.getGeneration()).isEqualTo(generation);
    }

    /** What another hub makes of what the lost one has left in AWS, with the steps of its list. */
    @Test
    @Order(16)
    void replaceTheHub_withItsSteps_takesEverythingOver() throws Exception {
        String key = aws.key("raygate-dev");
        hub.replace();
        argo = hub.argo();
        repository.replace(
                repository.environment(),
                "gateway: {redrive",
                "gateway: {adopt: {keyId: %s, queues: true}, redrive".formatted(key));
        repository.commit("Replace the hub");
        aws.deleteMappings();
        for (String account : List.of(TestHub.CLUSTER.account(), TestHub.CLUSTERS_ACCOUNT)) {
            for (String cluster : List.of(TestHub.CLUSTER.name(), payments.name(), ledger.name())) {
                AwsState.of(hub.aws(), account, TestHub.CLUSTER.region()).deleteAssociations(cluster);
            }
        }

        applyRoot();
        hub.startControllers(payments.plane(), ledger.plane());
        hub.awaitKinds();

        awaitState(SYNCED, "gateway-dev", "tenant-payments-dev", "tenant-ledger-dev");
        assertThat(aws.key("raygate-dev")).isEqualTo(key);
        assertThat(aws.openShards("raygate-payments")).isEqualTo(3);
        assertThat(aws.mapping("raygate-payments")).isEqualTo("raygate-gateway-stable Enabled");
        assertThat(aws.mapping("raygate-quarantine")).isEqualTo("raygate-redrive-stable Enabled");
    }
}
