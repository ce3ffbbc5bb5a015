// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import io.raygate.cli.Home;
import io.raygate.cli.Raygate;
import io.raygate.cli.process.Foreground;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code node}: the cluster of the tests with a real node, to look at and to try things on. */
@Command(
        name = "node",
        description = {
            "Run the forwarder's image on a real Kubernetes node, until Ctrl-C.",
            "",
            "Builds what is missing, starts a control plane, a kubelet with containerd, Argo CD and the",
            "AWS side on this machine, and has Argo CD bring the forwarder. Prints how to look at it.",
            ""
        },
        footer = {"", "Needs Go 1.26, git, Python, Node.js, and root on Debian or Ubuntu."})
public final class NodeCommand implements Callable<Integer> {

    private static final List<String> ARGUMENTS = List.of(
            "-B",
            "-ntp",
            "-q",
            "-T2",
            "-pl",
            "gitops-tests",
            "-am",
            "verify",
            "-Dspotless.check.skip=true",
            "-Dtest=NoUnitTests",
            "-Dsurefire.failIfNoSpecifiedTests=false",
            "-Dit.test=HeldNodeIT",
            "-Dfailsafe.failIfNoSpecifiedTests=false",
            "-Draygate.node.hold=true");

    @ParentCommand
    private Raygate raygate;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public NodeCommand() {}

    @Override
    public Integer call() {
        raygate.home().requireSources("node");
        Path root = raygate.home().root();
        List<String> command = new ArrayList<>(List.of(root.resolve("mvnw").toString()));
        command.addAll(ARGUMENTS);
        raygate.console().say("Building what the node runs; ten minutes and more the first time, less than one later");
        return Foreground.run(root, Map.of("JAVA_HOME", Home.javaHome().toString()), command);
    }
}
