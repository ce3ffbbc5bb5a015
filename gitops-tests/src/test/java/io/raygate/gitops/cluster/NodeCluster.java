// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A cluster that runs pods, with AWS beside it. */
public final class NodeCluster implements Part {

    private static final String FORWARDER = "app.kubernetes.io/name";

    private final Segment segment;
    private final ControlPlane plane;
    private final Senders senders;
    private final List<Part> parts = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    private NodeCluster(Segment segment, ControlPlane plane, Path directory) {
        this.segment = segment;
        this.plane = plane;
        this.senders = new Senders(plane.client(), directory.resolve("stop"));
        parts.add(segment);
        parts.add(plane);
    }

    public static NodeCluster start(HubPrograms programs, Path scripts, Path directory, Map<String, String> tokens)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Segment segment = Segment.start(scripts, directory);
        NodeCluster cluster = new NodeCluster(
                segment,
                ControlPlane.start(
                        programs,
                        directory.resolve("plane"),
                        tokens,
                        new ControlPlane.Place(segment.address(), segment.services())),
                directory);
        cluster.parts.add(NodeControllers.start(programs, cluster.plane, directory));
        return cluster;
    }

    public Node addNode(HubPrograms programs, NodeImages images, Path directory) throws IOException {
        int number = nodes.size();
        Node node = Node.start(
                programs,
                plane,
                segment,
                number,
                Files.createDirectories(directory.resolve("node" + number)),
                images.archives());
        nodes.add(node);
        parts.add(node);
        return node;
    }

    /** Ends a node, as if its machine had been given back. */
    public void remove(Node node) {
        node.close();
        plane.client().nodes().withName(node.name()).delete();
        plane.client()
                .pods()
                .inAnyNamespace()
                .withField("spec.nodeName", node.name())
                .withGracePeriod(0)
                .delete();
    }

    public NodeImages images(Path root, String repository, Path directory) throws IOException, InterruptedException {
        return NodeImages.make(root, segment.scripts(), repository, directory);
    }

    public LocalAws addAws(Path root, String account, String stream, Path tenants, Path directory) throws IOException {
        LocalAws aws = LocalAws.start(root, segment.address(), account, stream, tenants, directory.resolve("aws"));
        parts.add(aws);
        return aws;
    }

    public ControlPlane plane() {
        return plane;
    }

    public Senders senders() {
        return senders;
    }

    /** Address of the forwarder's Service. */
    public String service() {
        return plane.client()
                .services()
                .inNamespace("raygate")
                .withName("raygate-edge")
                .require()
                .getSpec()
                .getClusterIP();
    }

    /** Adds labels to a namespace. */
    public void label(String namespace, Map<String, String> labels) {
        plane.client()
                .namespaces()
                .withName(namespace)
                .edit(existing -> new NamespaceBuilder(existing)
                        .editMetadata()
                        .addToLabels(labels)
                        .endMetadata()
                        .build());
    }

    /** What a pod has printed since its container started. */
    public String log(Pod pod) {
        return plane.client().pods().resource(pod).getLog();
    }

    /** The forwarder's pods that serve. */
    public List<Pod> readyForwarders() {
        return forwarders().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> pod.getStatus().getContainerStatuses().stream().anyMatch(ContainerStatus::getReady))
                .toList();
    }

    /** The forwarder's pods in their present state. */
    public List<Pod> forwarders() {
        return plane.client()
                .pods()
                .inNamespace("raygate")
                .withLabel(FORWARDER, "raygate-edge")
                .list()
                .getItems();
    }

    @Override
    public void close() {
        parts.reversed().forEach(Part::close);
    }
}
