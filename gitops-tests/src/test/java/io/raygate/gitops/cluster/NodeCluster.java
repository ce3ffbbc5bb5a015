// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A cluster that runs pods, with AWS beside it. */
public final class NodeCluster implements Part {

    private static final String FORWARDER = "app.kubernetes.io/name";

    /** What a node consists of, by the package that has it. */
    private static final Map<String, String> PACKAGES = Map.of(
            "containerd", "containerd",
            "ctr", "containerd",
            "runc", "runc",
            "/usr/lib/cni/ptp", "containernetworking-plugins",
            "iptables", "iptables",
            "conntrack", "conntrack",
            "ip", "iproute2",
            "pgrep", "procps");

    private final Segment segment;
    private final ControlPlane plane;
    private final List<Part> parts = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    private NodeCluster(Segment segment, ControlPlane plane) {
        this.segment = segment;
        this.plane = plane;
        parts.add(segment);
        parts.add(plane);
    }

    /**
     * Installs what is missing of the distribution's packages, where that is possible.
     *
     * @throws TestAbortedException where this machine does not give what a node needs
     */
    public static void require() throws IOException, InterruptedException {
        try {
            // Root, namespaces, and a file system that overlays are made of.
            HubPrograms.run(Path.of("/"), "unshare", "--pid", "--fork", "--net", "--mount", "--mount-proc", "true");
            HubPrograms.run(Path.of("/"), "grep", "-qw", "overlay", "/proc/filesystems");
            List<String> packages = PACKAGES.entrySet().stream()
                    .filter(needed -> !exists(needed.getKey()))
                    .map(Map.Entry::getValue)
                    .distinct()
                    .toList();
            if (!packages.isEmpty()) {
                install(packages);
            }
            HubPrograms.run(Path.of("/"), "apt-get", "download", "--print-uris", "-qq", "busybox-static");
        } catch (IllegalStateException | IOException missing) {
            throw new TestAbortedException("this machine cannot run a node: " + missing.getMessage(), missing);
        }
    }

    private static void install(List<String> packages) throws IOException, InterruptedException {
        System.out.println("Installing " + String.join(", ", packages) + " for the tests with a real node");
        HubPrograms.run(Path.of("/"), "apt-get", "update", "-qq");
        List<String> command = new ArrayList<>(List.of("apt-get", "install", "-qq", "--no-install-recommends"));
        command.addAll(packages);
        HubPrograms.run(Path.of("/"), command.toArray(String[]::new));
    }

    private static boolean exists(String file) {
        return Stream.of("", "/usr/local/sbin/", "/usr/local/bin/", "/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/")
                .anyMatch(place -> Files.exists(Path.of(place + file)));
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
                        new ControlPlane.Place(segment.address(), segment.services())));
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

    public void start(Sender sender) {
        plane.client().resource(sender.pod()).create();
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

    public Pod pod(String name) {
        return plane.client().pods().inNamespace("default").withName(name).require();
    }

    /** The last line of a sender: how many it has sent; none before its container runs. */
    public int sent(String name) {
        if (pod(name).getStatus().getContainerStatuses().stream().noneMatch(ContainerStatus::getReady)) {
            return 0;
        }
        String line = plane.client()
                .pods()
                .inNamespace("default")
                .withName(name)
                .tailingLines(1)
                .getLog()
                .strip();
        return line.isEmpty() ? 0 : Integer.parseInt(line);
    }

    /** In their present state. */
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
