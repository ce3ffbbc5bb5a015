// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.fabric8.kubernetes.api.model.Pod;
import io.raygate.gitops.cluster.ArgoCd;
import io.raygate.gitops.cluster.ChartRegistry;
import io.raygate.gitops.cluster.EdgeCluster;
import io.raygate.gitops.cluster.GitServer;
import io.raygate.gitops.cluster.HubPrograms;
import io.raygate.gitops.cluster.LocalAws;
import io.raygate.gitops.cluster.Node;
import io.raygate.gitops.cluster.NodeCluster;
import io.raygate.gitops.cluster.NodeImages;
import io.raygate.gitops.cluster.NodeRequirements;
import io.raygate.gitops.cluster.Part;
import io.raygate.gitops.cluster.Sdks;
import io.raygate.gitops.cluster.Sender;
import io.raygate.gitops.cluster.Senders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * A platform with one cluster, whose node is real: Argo CD brings the forwarder from a repository into it, and AWS stands
 * beside it. What it leaves on disk is in {@code target/node} until the next one starts.
 */
final class NodePlatform implements AutoCloseable {

    static final String CLUSTER = "payments-dev-euw1";

    private static final Path ROOT = GitopsTree.ofProject().root();
    private static final Path MODULE = ROOT.resolve("gitops-tests");
    private static final Path SCRIPTS = MODULE.resolve("src/test/resources/node");
    private static final Path DIRECTORY = MODULE.resolve("target/node");
    private static final String TEAM = "payments";
    private static final String APPLICATION = "edge-" + CLUSTER;
    private static final String ACCOUNT = "111111111111";
    private static final String REPOSITORY = ACCOUNT + ".dkr.ecr.eu-west-1.amazonaws.com/raygate/edge-forwarder";
    private static final String OLD_DIGEST = "sha256:a1cb100f57e971cacf269e7c26e4630a25a8e9d4bdd35e32df1a80b66b896254";

    /** No limit on what a node may send, and the node in each document. */
    private static final String QUOTA = "      segmentsPerSecondPerNode: 200\n";

    private static final String ENRICHMENT = """
              enrichment:
                workload: {k8s_cluster: cluster, k8s_namespace: namespace, k8s_workload: workload, k8s_node: node}
            """;

    /** For what takes seconds on an idle machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final List<Part> parts = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Instant> starts = new ConcurrentHashMap<>();
    private final HubPrograms programs;
    private final GitServer git;
    private final PlatformRepository repository;
    private final NodeCluster cluster;
    private final NodeImages images;
    private final Sdks sdks;
    private final LocalAws aws;
    private final ArgoCd argo;

    /** Starts it; what has been started is closed where a later part does not start. */
    static NodePlatform start() throws IOException, InterruptedException {
        NodeRequirements.require();
        assumeThat(ROOT.resolve("edge-forwarder/target/bom.json"))
                .as("bill of materials, which Maven does not write offline and the image needs")
                .exists();
        HubPrograms programs = HubPrograms.build(MODULE.resolve("hub"), MODULE.resolve("target/hub"));
        Sdks sdks = Sdks.fetch(ROOT, MODULE.resolve("target/sdks"), SCRIPTS);
        HubPrograms.run(MODULE, "rm", "-rf", DIRECTORY.toString());
        return new NodePlatform(programs, sdks);
    }

    private NodePlatform(HubPrograms programs, Sdks sdks) throws IOException, InterruptedException {
        this.programs = programs;
        this.sdks = sdks;
        git = add(GitServer.start(DIRECTORY.resolve("git")));
        ChartRegistry registry = add(ChartRegistry.start(programs, MODULE, DIRECTORY.resolve("registry")));
        repository = PlatformRepository.create(git, registry);
        cluster = add(NodeCluster.start(
                programs, SCRIPTS, DIRECTORY, Map.of(CLUSTER + "=" + EdgeCluster.ARGO_ROLE, EdgeCluster.ARGO_ROLE)));
        images = cluster.images(ROOT, REPOSITORY, MODULE.resolve("target/images"));
        repository.addTeam(TEAM, "canary", new EdgeCluster(CLUSTER, cluster.plane()));
        repository.replace(repository.team(TEAM), QUOTA, "");
        repository.replace(repository.team(TEAM), "  clusters:\n", ENRICHMENT + "  clusters:\n");
        repository.replace(repository.environment(), REPOSITORY + "@" + OLD_DIGEST, images.forwarder());
        repository.commit("Bootstrap");
        aws = cluster.addAws(
                ROOT, ACCOUNT, "raygate-payments", repository.root().resolve("gitops/tenants"), DIRECTORY);
        for (JsonNode manifest : Yaml.readAll(Files.readString(SCRIPTS.resolve("pod-identity.yaml")))) {
            cluster.plane()
                    .apply(manifest.toString().replace("{endpoint}", aws.aws().toString()), "");
        }
        addNode();
        cluster.plane()
                .define(CustomDefinitions.all(ROOT.resolve("../shared/crds")).stream()
                        .filter(definition -> definition.contains("argoproj.io"))
                        .toList());
        argo = add(ArgoCd.start(programs, cluster.plane(), git.url(), DIRECTORY.resolve("argocd")));
        applyApplication();
    }

    private <P extends Part> P add(P part) {
        parts.add(part);
        return part;
    }

    /** One more; the DaemonSet gives it a forwarder. */
    Node addNode() throws IOException {
        Node node = cluster.addNode(programs, images, DIRECTORY);
        nodes.add(node);
        return node;
    }

    /** Takes one away again, with its forwarder. */
    void removeNode(Node node) throws IOException, InterruptedException {
        cluster.remove(node);
        nodes.remove(node);
        awaitHealthy();
    }

    /** The first, on which all pods run unless there are others. */
    Node node() {
        return nodes.getFirst();
    }

    /** What it leaves: logs above all. */
    Path directory() {
        return DIRECTORY;
    }

    /** What Argo CD reads. */
    Path repository() {
        return repository.root();
    }

    NodeCluster cluster() {
        return cluster;
    }

    Senders senders() {
        return cluster.senders();
    }

    Sdks sdks() {
        return sdks;
    }

    LocalAws aws() {
        return aws;
    }

    /** Address of the forwarder's Service. */
    String service() {
        return cluster.service() + ":2000";
    }

    /** Waits for what takes seconds on an idle machine. */
    static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500));
    }

    /** The forwarder of the first node, without one that is on its way out. */
    Pod forwarder() {
        List<Pod> forwarders = cluster.forwarders().stream()
                .filter(pod -> node().name().equals(pod.getSpec().getNodeName()))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
        assertThat(forwarders).hasSize(1);
        return forwarders.getFirst();
    }

    /** How often its container was started again. */
    int restarts() {
        return forwarder().getStatus().getContainerStatuses().getFirst().getRestartCount();
    }

    /** Changes the team's file, and has Argo CD bring it. */
    void changeTeam(String right, String wrong) throws IOException, InterruptedException {
        repository.replace(repository.team(TEAM), right, wrong);
        push();
    }

    /** Sets what the team may set of its forwarder, in YAML on one line, and waits until it runs with it. */
    void configureEdge(String edge) throws IOException, InterruptedException {
        Path team = repository.team(TEAM);
        List<String> lines = new ArrayList<>(Files.readAllLines(team));
        lines.removeIf(line -> line.startsWith("      edge: "));
        lines.add("      edge: " + edge);
        Files.write(team, lines);
        push();
    }

    /** Has the environment's forwarders run the other of two images; returns it. */
    String promote() throws IOException, InterruptedException {
        boolean first = Files.readString(repository.environment()).contains(images.forwarder());
        String from = first ? images.forwarder() : images.successor();
        String to = first ? images.successor() : images.forwarder();
        repository.replace(repository.environment(), from, to);
        push();
        return to;
    }

    private void push() throws IOException, InterruptedException {
        repository.commitAnyway("Change");
        applyApplication();
        argo.refresh();
    }

    /**
     * Waits until what Argo CD was given last runs on all nodes. A DaemonSet of which no pod is wanted yet is healthy to Argo CD, so
     * each node's forwarder is looked at, too.
     */
    void awaitHealthy() {
        patiently()
                .untilAsserted(() -> assertThat(argo.state(APPLICATION) + " " + argo.isCurrent(APPLICATION))
                        .as(() -> argo.explain(APPLICATION))
                        .isEqualTo("Synced/Healthy true"));
        patiently()
                .untilAsserted(() -> assertThat(cluster.readyForwarders())
                        .extracting(pod -> pod.getSpec().getNodeName())
                        .containsAll(nodes.stream().map(Node::name).toList()));
    }

    /** Starts a sender. */
    void start(Sender sender) throws IOException {
        starts.put(sender.name(), Instant.now());
        senders().start(sender);
    }

    /** Ids of the traces of a sender. */
    List<String> traces(String sender) throws IOException, InterruptedException {
        return aws.traces(sender, starts.get(sender));
    }

    /** The segment documents of a sender. */
    List<JsonNode> documents(String sender) throws IOException, InterruptedException {
        return aws.documents(sender, starts.get(sender));
    }

    /** Waits until X-Ray has what a sender sends that ends by itself. */
    void awaitSegments(String sender) {
        patiently().until(() -> traces(sender).size() == Sdks.SEGMENTS);
    }

    /** Starts a sender that ends by itself, and waits for its segments. */
    void assertArrives(Sender sender) throws IOException {
        start(sender);
        awaitSegments(sender.name());
        senders().delete(sender.name());
    }

    /** That of the ApplicationSet, into the cluster where Argo CD itself is. */
    private void applyApplication() {
        ObjectNode application = new GitopsTree(repository.root())
                .application(APPLICATION)
                .manifest()
                .deepCopy()
                .asObject();
        ObjectNode spec = application.withObject("/spec").put("project", "default");
        spec.putObject("destination")
                .put("server", "https://kubernetes.default.svc")
                .put("namespace", "raygate");
        cluster.plane().apply(application.toString(), "argocd");
    }

    @Override
    public void close() {
        parts.reversed().forEach(Part::close);
    }
}
