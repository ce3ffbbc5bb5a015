// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.raygate.gitops.cluster.ArgoCd;
import io.raygate.gitops.cluster.AwsControllers;
import io.raygate.gitops.cluster.ControlPlane;
import io.raygate.gitops.cluster.GarbageCollector;
import io.raygate.gitops.cluster.GitServer;
import io.raygate.gitops.cluster.HubPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * The lists of {@code gitops/README.md}, one after another, with real Argo CD: a hub, and a cluster for each of two teams.
 * AWS alone is a stand-in. Each step begins where the one before it ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ArgoCdIT {

    private static final GitopsTree PROJECT = GitopsTree.ofProject();
    private static final Path CRDS = PROJECT.root().resolve("../shared/crds");
    private static final String EXAMPLE_URL = "https://git.example.com/platform/raygate.git";
    private static final String PAYMENTS = "payments-dev-euw1";
    private static final String LEDGER = "ledger-dev-euw1";
    private static final String ROLE = "arn:aws:iam::444444444444:role/argocd-deployer";
    private static final String OLD_DIGEST = "a1cb100f57e971cacf269e7c26e4630a25a8e9d4bdd35e32df1a80b66b896254";
    private static final String NEW_DIGEST = "b".repeat(64);
    private static final String SYNCED = "Synced/Healthy";

    /** What a DaemonSet shows for ever where nothing runs pods. */
    private static final String ROLLING = "Synced/Progressing";

    private static final Duration PATIENCE = Duration.ofSeconds(100);

    @TempDir
    private static Path directory;

    private static GitServer git;
    private static ControlPlane hub;
    private static ControlPlane payments;
    private static ControlPlane ledger;
    private static AwsControllers aws;
    private static GarbageCollector garbage;
    private static ArgoCd argo;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path module = PROJECT.root().resolve("gitops-tests");
        HubPrograms programs = HubPrograms.build(module.resolve("hub"), module.resolve("target/hub"));
        git = GitServer.start(directory.resolve("git"));
        hub = ControlPlane.start(programs, directory.resolve("hub"), Map.of());
        payments = cluster(programs, PAYMENTS);
        ledger = cluster(programs, LEDGER);
        hub.define(definitions(true));
        argo = ArgoCd.start(programs, hub, git.url(), directory.resolve("argocd"));
    }

    private static List<String> definitions(boolean ofArgoCd) {
        return CustomDefinitions.all(CRDS).stream()
                .filter(definition -> definition.contains("argoproj.io") == ofArgoCd)
                .toList();
    }

    /** A cluster that lets Argo CD in only under its own name and with the role of the tenant file. */
    private static ControlPlane cluster(HubPrograms programs, String name) throws IOException {
        return ControlPlane.start(programs, directory.resolve(name), Map.of(name + "=" + ROLE, ROLE));
    }

    @AfterAll
    static void stop() {
        Stream.of(argo, garbage, aws, ledger, payments, hub, git).forEach(ArgoCdIT::close);
    }

    private static void close(AutoCloseable part) {
        if (part == null) {
            return;
        }
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Order(1)
    void bootstrap_rootAlone_bringsEverything() throws Exception {
        Path tree = git.workTree();
        Trees.copy(PROJECT.root().resolve("gitops"), tree.resolve("gitops"));
        for (String file : List.of("envs/staging.yaml", "envs/prod.yaml", "tenants/storefront.yaml")) {
            Files.delete(tree.resolve("gitops").resolve(file));
        }
        replaceAll(EXAMPLE_URL, git.url());
        Files.writeString(tree.resolve("gitops/tenants/payments.yaml"), tenant("payments", PAYMENTS, payments));
        git.commit("Bootstrap");

        hub.apply(Yaml.read(tree.resolve("gitops/bootstrap/root.yaml")).toString(), "argocd");
        await().atMost(PATIENCE).until(() -> argo.applications().contains("gateway-dev"));
        // What the controllers' own charts bring, which are not to be had here.
        hub.define(definitions(false));
        aws = AwsControllers.start(hub);

        awaitState(SYNCED, "gateway-dev", "tenant-payments-dev");
        // Its project is there now; the ApplicationSet would see that by itself within a minute.
        argo.refresh();
        awaitState(ROLLING, "edge-payments-dev-euw1");
        awaitState(SYNCED, "raygate");
        assertThat(value(
                        hub,
                        "kinesis.services.k8s.aws/v1alpha1",
                        "Stream",
                        "raygate-dev",
                        "raygate-payments",
                        "status",
                        "encryptionType"))
                .isEqualTo("KMS");
        assertThat(image(payments)).endsWith(OLD_DIGEST);
    }

    @Test
    @Order(2)
    void onboardATeam_oneNewFile_bringsItsStreamAndItsForwarder() throws Exception {
        Files.writeString(git.workTree().resolve("gitops/tenants/ledger.yaml"), tenant("ledger", LEDGER, ledger));
        push("Onboard ledger");

        awaitState(SYNCED, "tenant-ledger-dev");
        argo.refresh();
        awaitState(ROLLING, "edge-ledger-dev-euw1");
        assertThat(image(ledger)).endsWith(OLD_DIGEST);
        assertThat(config(ledger)).contains("stream/raygate-ledger").doesNotContain("payments");
    }

    @Test
    @Order(3)
    void changeSampling_newRate_changesTheConfigMapAndRestartsNoPod() throws Exception {
        String pods = template(payments);
        replaceIn("gitops/tenants/payments.yaml", "FixedRate: 0.05", "FixedRate: 0.5");
        push("Sample half");

        await().atMost(PATIENCE).until(() -> rules(payments).contains("FixedRate: 0.5"));
        awaitState(ROLLING, "edge-payments-dev-euw1");
        assertThat(template(payments)).isEqualTo(pods);
        assertThat(rules(ledger)).contains("FixedRate: 0.05");
    }

    @Test
    @Order(4)
    void promote_ringCanary_changesItsForwardersAndFunctionsAlone() throws Exception {
        promoteCanary();
        push("Promote");

        await().atMost(PATIENCE).until(() -> image(payments).endsWith(NEW_DIGEST));
        awaitState(SYNCED, "gateway-dev");
        awaitState(ROLLING, "edge-payments-dev-euw1", "edge-ledger-dev-euw1");
        assertThat(image(ledger)).endsWith(OLD_DIGEST);
    }

    @Test
    @Order(5)
    void rollBack_revertedCommit_bringsTheOldImageBack() throws Exception {
        git.revert();
        argo.refresh();

        await().atMost(PATIENCE).until(() -> image(payments).endsWith(OLD_DIGEST));
        awaitState(ROLLING, "edge-payments-dev-euw1");
    }

    @Test
    @Order(6)
    void drift_configMapChangedByHand_isPutRight() {
        payments.client()
                .configMaps()
                .inNamespace("raygate")
                .withName("raygate-edge")
                .edit(map ->
                        map.edit().addToData("application.yaml", "raygate: {}").build());

        await().atMost(PATIENCE).until(() -> config(payments).contains("stream/raygate-payments"));
    }

    @Test
    @Order(7)
    void redrive_enabledInTheEnvironment_enablesTheMapping() throws Exception {
        replaceIn("gitops/envs/dev.yaml", "  release:\n", "  gateway: {redrive: {enabled: true}}\n  release:\n");
        push("Redrive");

        await().atMost(PATIENCE)
                .until(() -> Boolean.TRUE.equals(value(
                        hub,
                        "lambda.services.k8s.aws/v1alpha1",
                        "EventSourceMapping",
                        "raygate-dev",
                        "raygate-redrive",
                        "spec",
                        "enabled")));
        awaitState(SYNCED, "gateway-dev");
    }

    @Test
    @Order(8)
    void retireACluster_flagSet_takesItsForwarderAndLeavesItsStream() throws Exception {
        garbage = GarbageCollector.start(hub, payments, ledger);
        replaceIn("gitops/tenants/ledger.yaml", "      ring: stable", "      ring: stable\n      retired: true");
        push("Retire the cluster of ledger");

        awaitState("absent", "edge-ledger-dev-euw1");
        assertThat(ledger.client()
                        .apps()
                        .daemonSets()
                        .inNamespace("raygate")
                        .list()
                        .getItems())
                .isEmpty();
        awaitState(SYNCED, "tenant-ledger-dev");
    }

    @Test
    @Order(9)
    void removeATeam_fileDeleted_leavesTheOthers() throws Exception {
        Files.delete(git.workTree().resolve("gitops/tenants/ledger.yaml"));
        push("Remove ledger");

        awaitState("absent", "tenant-ledger-dev");
        awaitState(ROLLING, "edge-payments-dev-euw1");
        assertThat(image(payments)).endsWith(OLD_DIGEST);
    }

    /** The example of payments with one cluster of environment dev. */
    private static String tenant(String name, String cluster, ControlPlane plane) throws IOException {
        String text = Files.readString(PROJECT.root().resolve("gitops/tenants/payments.yaml"));
        return text.replace("name: payments\n", "name: " + name + "\n")
                        .replace("\"@payments\"", "\"@" + name + "\"")
                        .replace("team: payments", "team: " + name)
                        .replaceAll("(?s)    prod:\n.*?  sampling:", "  sampling:")
                        .replaceAll("(?s)  clusters:.*", "  clusters:\n")
                + """
                    - name: %s
                      env: dev
                      ring: %s
                      compute: ec2
                      region: eu-west-1
                      account: "444444444444"
                      server: %s
                      argoRole: %s
                      caData: %s
                """.formatted(
                                cluster,
                                name.equals("payments") ? "canary" : "stable",
                                plane.server(),
                                ROLE,
                                plane.certificateAuthorityData());
    }

    private static void promoteCanary() throws IOException {
        Path file = git.workTree().resolve("gitops/envs/dev.yaml");
        String text = Files.readString(file);
        int canary = text.indexOf("    canary:");
        Files.writeString(
                file, text.substring(0, canary) + text.substring(canary).replaceFirst(OLD_DIGEST, NEW_DIGEST));
    }

    private static void push(String message) throws IOException, InterruptedException {
        git.commit(message);
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

    private static String image(ControlPlane plane) {
        return plane.client()
                .apps()
                .daemonSets()
                .inNamespace("raygate")
                .withName("raygate-edge")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    private static String template(ControlPlane plane) {
        return plane.client()
                .apps()
                .daemonSets()
                .inNamespace("raygate")
                .withName("raygate-edge")
                .get()
                .getSpec()
                .getTemplate()
                .toString();
    }

    private static String config(ControlPlane plane) {
        return data(plane, "application.yaml");
    }

    private static String rules(ControlPlane plane) {
        return data(plane, "sampling-rules.yaml");
    }

    private static String data(ControlPlane plane, String key) {
        return plane.client()
                .configMaps()
                .inNamespace("raygate")
                .withName("raygate-edge")
                .get()
                .getData()
                .get(key);
    }

    private static Object value(
            ControlPlane plane, String version, String kind, String namespace, String name, Object... path) {
        GenericKubernetesResource object = plane.client()
                .genericKubernetesResources(version, kind)
                .inNamespace(namespace)
                .withName(name)
                .get();
        return object.get(path);
    }

    private static void replaceIn(String file, String right, String wrong) throws IOException {
        Path path = git.workTree().resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(right);
        Files.writeString(path, text.replace(right, wrong));
    }

    private static void replaceAll(String right, String wrong) throws IOException {
        try (Stream<Path> files = Files.walk(git.workTree().resolve("gitops"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, Files.readString(file).replace(right, wrong));
            }
        }
    }
}
