// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** What a machine must give for a node to run on it. */
public final class NodeRequirements {

    private static final Path ROOT = Path.of("/");

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

    private NodeRequirements() {}

    /**
     * Installs what is missing of the distribution's packages, where that is possible.
     *
     * @throws TestAbortedException where this machine does not give what a node needs; its message says what
     */
    public static void require() throws IOException, InterruptedException {
        require(
                "it needs root, and namespaces of processes, networks and mounts",
                "unshare --pid --fork --net --mount --mount-proc true");
        require("it needs overlay mounts", "grep -qw overlay /proc/filesystems");
        require("it needs control groups that it may write to", "test -w /sys/fs/cgroup -a -e /sys/fs/cgroup");
        require("it needs packages of Debian or Ubuntu", "apt-get --version");
        Packages.require(PACKAGES, "the tests with a real node");
        require("it needs a source of packages", "apt-get download --print-uris -qq busybox-static");
    }

    private static void require(String need, String command) throws InterruptedException {
        try {
            HubPrograms.run(ROOT, command.split(" "));
        } catch (IllegalStateException | IOException missing) {
            throw new TestAbortedException(
                    "this machine cannot run a node: " + need + " (" + missing.getMessage() + ")", missing);
        }
    }
}
