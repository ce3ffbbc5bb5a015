// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/**
 * A real node: kubelet, kube-proxy, containerd, runc and CNI plugins in namespaces of their own, which end with the process
 * that holds them, and that with the test.
 *
 * @param name of the node, and of its control groups
 */
public record Node(String name, String address, Path directory, ChildProcess machine) implements Part {

    private static final String CONTAINERD = """
            version = 2
            root = "/var/lib/containerd"
            state = "/run/containerd"
            [plugins."io.containerd.grpc.v1.cri"]
              sandbox_image = "raygate.test/busybox:1"
              restrict_oom_score_adj = true
              [plugins."io.containerd.grpc.v1.cri".containerd]
                snapshotter = "overlayfs"
                default_runtime_name = "runc"
                [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
                  runtime_type = "io.containerd.runc.v2"
                  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
                    SystemdCgroup = false
              [plugins."io.containerd.grpc.v1.cri".cni]
                bin_dir = "/usr/lib/cni"
                conf_dir = "%s/cni"
            """;

    private static final String KUBELET = """
            apiVersion: kubelet.config.k8s.io/v1beta1
            kind: KubeletConfiguration
            authentication: {anonymous: {enabled: true}, webhook: {enabled: false}}
            authorization: {mode: AlwaysAllow}
            cgroupDriver: cgroupfs
            cgroupRoot: /%s
            failCgroupV1: false
            failSwapOn: false
            enforceNodeAllocatable: []
            containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
            resolvConf: /dev/null
            evictionHard: {memory.available: 50Mi, nodefs.available: 1%%, imagefs.available: 1%%}
            imageGCHighThresholdPercent: 100
            syncFrequency: 5s
            configMapAndSecretChangeDetectionStrategy: Watch
            fileCheckFrequency: 5s
            nodeStatusUpdateFrequency: 2s
            volumeStatsAggPeriod: 5s
            """;

    private static final String KUBE_PROXY = """
            apiVersion: kubeproxy.config.k8s.io/v1alpha1
            kind: KubeProxyConfiguration
            mode: iptables
            clientConnection: {kubeconfig: %s/kubeconfig}
            clusterCIDR: %s
            conntrack: {maxPerCore: 0, min: 0}
            iptables: {minSyncPeriod: 0s}
            """;

    /** As the AWS VPC CNI has it, a pod's datagrams to its node keep the pod's address. */
    private static final String NETWORK = """
            {"cniVersion": "0.4.0", "name": "raygate", "plugins": [
              {"type": "ptp", "ipMasq": true,
               "ipam": {"type": "host-local", "ranges": [[{"subnet": "%s"}]], "routes": [{"dst": "0.0.0.0/0"}]}},
              {"type": "portmap", "capabilities": {"portMappings": true}, "snat": false}]}
            """;

    private static final long MEBIBYTE = 1024 * 1024;

    /**
     * Starts it; the API server knows of it a moment later.
     *
     * @param number 0 or 1
     * @param images archives and the names that they get
     */
    static Node start(
            HubPrograms programs,
            ControlPlane plane,
            Segment segment,
            int number,
            Path directory,
            Map<Path, String> images)
            throws IOException {
        String name = segment.name() + "n" + number;
        Files.createDirectories(directory.resolve("cni"));
        Files.createDirectories(directory.resolve("images"));
        for (Map.Entry<Path, String> image : images.entrySet()) {
            String file = image.getKey().getFileName().toString();
            Files.createSymbolicLink(directory.resolve("images").resolve(file), image.getKey());
            Files.writeString(directory.resolve("images").resolve(file + ".name"), image.getValue());
        }
        Files.copy(plane.kubeconfig(), directory.resolve("kubeconfig"));
        Files.writeString(directory.resolve("containerd.toml"), CONTAINERD.formatted(directory));
        Files.writeString(directory.resolve("kubelet.yaml"), KUBELET.formatted(name));
        Files.writeString(directory.resolve("kube-proxy.yaml"), KUBE_PROXY.formatted(directory, segment.pods()));
        Files.writeString(directory.resolve("cni/10-raygate.conflist"), NETWORK.formatted(segment.pods(number)));
        Path scripts = segment.scripts();
        ChildProcess machine = ChildProcess.start(
                List.of(
                        "bash",
                        scripts.resolve("machine.sh").toString(),
                        directory.toString(),
                        name,
                        segment.name(),
                        segment.node(number),
                        segment.pods(number),
                        "bash",
                        scripts.resolve("kubelet.sh").toString(),
                        directory.toString(),
                        programs.hub()),
                Map.of(),
                directory.resolve("machine.log"));
        return new Node(name, segment.node(number), directory, machine);
    }

    /** Kills a program of this node, as the system might. */
    public void kill(String program) throws IOException {
        processes(program).forEach(ProcessHandle::destroyForcibly);
    }

    /** Where the files are that a program of this node sees. */
    public Path files(String program) throws IOException {
        return Path.of("/proc", Long.toString(processes(program).getFirst().pid()), "root");
    }

    /** Leaves a program hardly more memory than it has; it is killed for what it takes beyond. */
    public void exhaustMemory(String program) throws IOException {
        long pid = processes(program).getFirst().pid();
        String group = Files.readAllLines(Path.of("/proc", Long.toString(pid), "cgroup")).stream()
                .filter(line -> line.contains(":memory:"))
                .findFirst()
                .orElseThrow(() -> new TestAbortedException("this machine has control groups of version 2"))
                .replaceFirst("^.*:memory:/", "");
        Path memory = Path.of("/sys/fs/cgroup/memory").resolve(group);
        long limit = Files.readAllLines(memory.resolve("memory.stat")).stream()
                .filter(line -> line.startsWith("rss "))
                .mapToLong(line -> Long.parseLong(line.substring("rss ".length())))
                .sum();
        boolean taken = false;
        while (!taken) {
            limit += MEBIBYTE;
            try {
                Files.writeString(memory.resolve("memory.limit_in_bytes"), Long.toString(limit));
                taken = true;
            } catch (IOException _) {
                continue; // the kernel cannot take back as much
            }
        }
    }

    /** True while a pod has the address, or what is left of one. */
    public boolean isTaken(String address) {
        return Files.exists(addresses().resolve(address));
    }

    /** Has the next pod get an address that is free. */
    public void offer(String address) throws IOException {
        int last = address.lastIndexOf('.') + 1;
        Files.writeString(
                addresses().resolve("last_reserved_ip.0"),
                address.substring(0, last) + (Integer.parseInt(address.substring(last)) - 1));
    }

    private Path addresses() {
        return directory.resolve("var/lib/cni/networks/raygate");
    }

    /** By the first or second word of the command line. */
    private List<ProcessHandle> processes(String program) throws IOException {
        List<ProcessHandle> found = new ArrayList<>();
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            Path files = Path.of("/proc", Long.toString(process.pid()));
            try {
                List<String> words =
                        List.of(Files.readString(files.resolve("cmdline")).split("\0"));
                boolean ours = Files.readString(files.resolve("mountinfo")).contains(directory.toString())
                        || Files.readString(files.resolve("cgroup")).contains("/" + name + "/");
                if (ours && words.stream().limit(2).anyMatch(program::equals)) {
                    found.add(process);
                }
            } catch (IOException _) {
                continue; // it ended meanwhile
            }
        }
        return found;
    }

    @Override
    public void close() {
        machine.close();
    }
}
