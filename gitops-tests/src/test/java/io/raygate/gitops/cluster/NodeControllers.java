// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What makes pods of workloads and gives them to nodes: kube-controller-manager and kube-scheduler. */
public record NodeControllers(List<ChildProcess> processes) implements Part {

    static NodeControllers start(HubPrograms programs, ControlPlane plane, Path directory) throws IOException {
        String kubeconfig = "--kubeconfig=" + plane.kubeconfig();
        List<ChildProcess> processes = new ArrayList<>();
        processes.add(run(
                programs,
                directory,
                "kube-controller-manager",
                kubeconfig,
                "--bind-address=127.0.0.1",
                "--secure-port=" + FreePort.next(),
                "--leader-elect=false",
                "--use-service-account-credentials=false",
                "--root-ca-file=" + plane.certificate(),
                "--service-account-private-key-file=" + plane.serviceAccountKey(),
                "--cert-dir=" + directory.resolve("controller-certificates"),
                "--node-monitor-grace-period=20s"));
        processes.add(run(
                programs,
                directory,
                "kube-scheduler",
                kubeconfig,
                "--bind-address=127.0.0.1",
                "--secure-port=" + FreePort.next(),
                "--leader-elect=false",
                "--cert-dir=" + directory.resolve("scheduler-certificates")));
        return new NodeControllers(processes);
    }

    private static ChildProcess run(HubPrograms programs, Path directory, String... verb) throws IOException {
        List<String> command = new ArrayList<>(List.of(programs.hub()));
        command.addAll(Arrays.asList(verb));
        return ChildProcess.start(command, Map.of(), directory.resolve(verb[0] + ".log"));
    }

    @Override
    public void close() {
        processes.forEach(ChildProcess::close);
    }
}
