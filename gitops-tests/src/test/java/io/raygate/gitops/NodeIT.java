// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.raygate.gitops.cluster.ArgoCd;
import io.raygate.gitops.cluster.EdgeCluster;
import io.raygate.gitops.cluster.GitServer;
import io.raygate.gitops.cluster.HubPrograms;
import io.raygate.gitops.cluster.LocalAws;
import io.raygate.gitops.cluster.Node;
import io.raygate.gitops.cluster.NodeCluster;
import io.raygate.gitops.cluster.NodeImages;
import io.raygate.gitops.cluster.Part;
import io.raygate.gitops.cluster.Sdks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * The forwarder's image under a real kubelet, as Argo CD brings it: real pods send real segments, and X-Ray has them with
 * the pods' names. It runs on request, with {@code -Draygate.it.node=true}; where the machine cannot run a
 * node, it is skipped.
 */
@EnabledIfSystemProperty(
        named = "raygate.it.node",
        matches = "true",
        disabledReason = "the drill with a real node runs with ./raygate test -Draygate.it.node=true")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodeIT {

    private static final GitopsTree PROJECT = GitopsTree.ofProject();
    private static final Path CRDS = PROJECT.root().resolve("../shared/crds");
    private static final String CLUSTER = "payments-dev-euw1";
    private static final String ACCOUNT = "111111111111";
    private static final String REPOSITORY = ACCOUNT + ".dkr.ecr.eu-west-1.amazonaws.com/raygate/edge-forwarder";
    private static final String OLD_DIGEST = "sha256:a1cb100f57e971cacf269e7c26e4630a25a8e9d4bdd35e32df1a80b66b896254";
    private static final int SEGMENTS = 30;

    /** While this many are sent, 25 a second, pods change. */
    private static final int ROLLING = 3_000;

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @TempDir
    private static Path directory;

    private static GitServer git;
    private static PlatformRepository repository;
    private static NodeImages images;
    private static NodeCluster cluster;
    private static ArgoCd argo;
    private static LocalAws aws;
    private static Node node;
    private static Sdks sdks;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        NodeCluster.require();
        assumeThat(PROJECT.root().resolve("edge-forwarder/target/bom.json"))
                .as("bill of materials, which Maven does not write offline and the image needs")
                .exists();
        Path module = PROJECT.root().resolve("gitops-tests");
        HubPrograms programs = HubPrograms.build(module.resolve("hub"), module.resolve("target/hub"));
        Path scripts = module.resolve("src/test/resources/node");
        git = GitServer.start(directory.resolve("git"));
        repository = PlatformRepository.create(git);
        cluster = NodeCluster.start(
                programs, scripts, directory, Map.of(CLUSTER + "=" + EdgeCluster.ARGO_ROLE, EdgeCluster.ARGO_ROLE));
        images = cluster.images(PROJECT.root(), REPOSITORY, module.resolve("target/images"));
        repository.addTeam("payments", "canary", new EdgeCluster(CLUSTER, cluster.plane()));
        repository.replace(repository.environment(), REPOSITORY + "@" + OLD_DIGEST, images.forwarder());
        repository.commit("Bootstrap");
        sdks = Sdks.fetch(module.resolve("target/sdks"), scripts);
        aws = cluster.addAws(
                PROJECT.root(), ACCOUNT, "raygate-payments", repository.root().resolve("gitops/tenants"), directory);
        cluster.plane().apply(onAws(aws.aws().toString()), "");
        cluster.plane().apply(BINDING, "");
        node = cluster.addNode(programs, images, directory);
        cluster.plane()
                .define(CustomDefinitions.all(CRDS).stream()
                        .filter(definition -> definition.contains("argoproj.io"))
                        .toList());
        argo = ArgoCd.start(programs, cluster.plane(), git.url(), directory.resolve("argocd"));
        cluster.plane().apply(application(repository.root()), "argocd");
    }

    /** That of the ApplicationSet, into the cluster where Argo CD itself is. */
    private static String application(Path root) {
        ObjectNode application = new GitopsTree(root)
                .application("edge-" + CLUSTER)
                .manifest()
                .deepCopy()
                .asObject();
        ObjectNode spec = application.withObject("/spec").put("project", "default");
        spec.putObject("destination")
                .put("server", "https://kubernetes.default.svc")
                .put("namespace", "raygate");
        return application.toString();
    }

    /** Stands in for EKS Pod Identity, whose webhook adds to pods how they reach AWS. */
    private static String onAws(String endpoint) {
        return """
                apiVersion: admissionregistration.k8s.io/v1beta1
                kind: MutatingAdmissionPolicy
                metadata: {name: aws}
                spec:
                  matchConstraints:
                    resourceRules:
                      - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
                  matchConditions:
                    - {name: forwarder, expression: 'object.spec.?serviceAccountName.orValue("") == "raygate-edge"'}
                  failurePolicy: Fail
                  reinvocationPolicy: Never
                  mutations:
                    - patchType: JSONPatch
                      jsonPatch:
                        expression: |
                          [{"AWS_ENDPOINT_URL": "%s", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}]
                            .map(m, m.map(k, JSONPatch{op: "add", path: "/spec/containers/0/env/-",
                              value: Object.spec.containers.env{name: k, value: m[k]}}))[0]
                """.formatted(endpoint);
    }

    private static final String BINDING = """
            apiVersion: admissionregistration.k8s.io/v1beta1
            kind: MutatingAdmissionPolicyBinding
            metadata: {name: aws}
            spec: {policyName: aws}
            """;

    @AfterAll
    static void stop() {
        Stream.of(argo, cluster, git).filter(Objects::nonNull).forEach(Part::close);
    }

    @Test
    @Order(1)
    void sync_chartEdge_theDaemonSetIsHealthy() {
        awaitHealthy();
    }

    /** Each SDK by the way that its documentation names: the node's port, and the Service. */
    @ParameterizedTest
    @Order(2)
    @CsvSource({"python, $(HOST_IP):2000", "node, $(HOST_IP):2000", "python, SERVICE", "node, SERVICE"})
    void send_podWithAnSdk_arrivesWithWhatTheClusterKnowsOfThePod(String sdk, String to) throws Exception {
        String name = sdk + (to.equals("SERVICE") ? "-service" : "-host");
        String daemon = to.equals("SERVICE") ? cluster.service() + ":2000" : to;
        cluster.start(
                switch (sdk) {
                    case "python" -> sdks.python(name, daemon, 10, SEGMENTS);
                    default -> sdks.node(name, daemon, 10, SEGMENTS);
                });

        await().atMost(PATIENCE).until(() -> aws.traces(name).size() == SEGMENTS);
        // What a pod sends before the API server has told its address goes on without its name.
        JsonNode document = last(name);
        assertThat(document.at("/aws/eks/cluster_name").asString("")).isEqualTo(CLUSTER);
        assertThat(document.at("/aws/eks/pod").asString("")).isEqualTo(name);
        assertThat(document.at("/annotations/k8s_namespace").asString("")).isEqualTo("default");
        assertThat(cluster.pod(name)
                        .getStatus()
                        .getContainerStatuses()
                        .getFirst()
                        .getContainerID())
                .endsWith(document.at("/aws/eks/container_id").asString("none"));
    }

    private static JsonNode last(String name) throws IOException, InterruptedException {
        JsonNode last = Yaml.MAPPER.createObjectNode();
        for (String trace : aws.traces(name)) {
            JsonNode document = aws.document(trace);
            if (document.at("/annotations/n").asInt(0)
                    >= last.at("/annotations/n").asInt(0)) {
                last = document;
            }
        }
        return last;
    }

    @Test
    @Order(3)
    void changeRules_inGit_areReloadedWithoutARestart() throws Exception {
        String before = forwarder().getMetadata().getUid();
        repository.replace(repository.team("payments"), "FixedRate: 0.05", "FixedRate: 0.5");
        push("Sample half");

        await().atMost(PATIENCE).ignoreExceptions().until(() -> rules().contains("\"FixedRate\":0.5"));
        assertThat(forwarder().getMetadata().getUid()).isEqualTo(before);
        assertThat(restarts()).isZero();
    }

    @Test
    @Order(4)
    void restartKubelet_theForwarderRunsOn() throws Exception {
        String before = forwarder().getMetadata().getUid();
        node.kill("kubelet");

        // A kubelet that starts takes its pods for not ready until it has probed them, so the Service has none
        // meanwhile.
        assertArrives("after-kubelet", "$(HOST_IP):2000");
        assertThat(forwarder().getMetadata().getUid()).isEqualTo(before);
        assertThat(restarts()).isZero();
    }

    @Test
    @Order(5)
    void killForwarder_theKubeletStartsItAgain() throws Exception {
        node.kill("/xray");

        await().atMost(PATIENCE).until(() -> restarts() == 1);
        awaitHealthy();
        assertArrives("after-kill", cluster.service() + ":2000");
    }

    /**
     * Without the node's port a successor is ready before its predecessor ends. kube-proxy sends new sockets to the
     * successor. A socket that lasts goes to the predecessor until that is not ready, and it still receives by then.
     */
    @Test
    @Order(6)
    void promote_underLoadThroughTheService_losesNothing() throws Exception {
        repository.append(repository.team("payments"), "      edge: {hostPort: {enabled: false}}\n");
        push("Without the port of the node");
        await().atMost(PATIENCE).until(() -> forwarderPorts().isEmpty());
        awaitHealthy();
        String service = cluster.service() + ":2000";
        cluster.start(sdks.python("fresh", service, 25, ROLLING).withFreshSockets());
        cluster.start(sdks.python("lasting", service, 25, ROLLING));
        await().atMost(PATIENCE).until(() -> cluster.sent("fresh") > 100 && cluster.sent("lasting") > 100);

        repository.replace(repository.environment(), images.forwarder(), images.successor());
        push("Promote");

        await().atMost(PATIENCE).until(() -> cluster.forwarders().stream().allMatch(NodeIT::isSuccessor));
        assertThat(cluster.sent("fresh")).as("sent while the pods changed").isLessThan(ROLLING);
        for (String name : List.of("fresh", "lasting")) {
            await().atMost(PATIENCE).until(() -> cluster.sent(name) == ROLLING);
            awaitAll(name);
        }
    }

    private static void awaitAll(String name) throws IOException, InterruptedException {
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> aws.traces(name).size() == ROLLING);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("Lost of those that " + name + " sent, by number: " + missing(name), e);
        }
    }

    private static Set<Integer> missing(String name) throws IOException, InterruptedException {
        Set<Integer> missing = IntStream.rangeClosed(1, ROLLING).boxed().collect(Collectors.toCollection(TreeSet::new));
        for (String trace : aws.traces(name)) {
            missing.remove(aws.document(trace).at("/annotations/n").asInt(0));
        }
        return missing;
    }

    private static boolean isSuccessor(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getImage().equals(images.successor());
    }

    private static void assertArrives(String name, String daemon) throws Exception {
        cluster.start(sdks.python(name, daemon, 10, SEGMENTS));
        await().atMost(PATIENCE).until(() -> aws.traces(name).size() == SEGMENTS);
    }

    private static Pod forwarder() {
        assertThat(cluster.forwarders()).hasSize(1);
        return cluster.forwarders().getFirst();
    }

    private static int restarts() {
        return forwarder().getStatus().getContainerStatuses().getFirst().getRestartCount();
    }

    /** What an SDK is told to sample. */
    private static String rules() throws IOException, InterruptedException {
        return aws.post("http://" + forwarder().getStatus().getPodIP() + ":2000/GetSamplingRules", "{}");
    }

    private static List<ContainerPort> forwarderPorts() {
        return cluster.forwarders().stream()
                .flatMap(pod -> pod.getSpec().getContainers().getFirst().getPorts().stream())
                .filter(port -> port.getHostPort() != null)
                .toList();
    }

    private static void awaitHealthy() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(argo.state("edge-" + CLUSTER))
                        .as(() -> argo.explain("edge-" + CLUSTER))
                        .isEqualTo("Synced/Healthy"));
    }

    private static void push(String message) throws IOException, InterruptedException {
        repository.commit(message);
        cluster.plane().apply(application(repository.root()), "argocd");
        argo.refresh();
    }
}
