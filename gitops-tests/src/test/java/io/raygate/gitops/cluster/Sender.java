// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Deployment of one pod that sends segments. Its runtime is this machine's, mounted read-only at its own paths.
 *
 * @param name of the Deployment, and of its segments
 * @param environment what the program is told
 * @param mounts directories that it needs
 */
public record Sender(String name, List<String> command, Map<String, String> environment, Set<Path> mounts) {

    private static final String DAEMON = "AWS_XRAY_DAEMON_ADDRESS";
    private static final String NODE_NAME = "NODE_NAME";
    private static final List<String> SYSTEM = List.of("/usr", "/lib", "/lib64", "/etc");

    /** The same, which sends to another address than port 2000 of its node. */
    public Sender to(String daemon) {
        return with(DAEMON, daemon);
    }

    /** The same, which is quiet after so many segments. */
    Sender endsAfter(int count, int perSecond) {
        return with("COUNT", Integer.toString(count)).with("RATE", Integer.toString(perSecond));
    }

    /** The same at another rate, until it is told to stop. */
    public Sender endlessly(int perSecond) {
        return endsAfter(0, perSecond);
    }

    /** The same with a socket for each segment. */
    public Sender withFreshSockets() {
        return with("FRESH", "1");
    }

    /** The same on one of several nodes. */
    public Sender on(Node node) {
        return with(NODE_NAME, node.name());
    }

    Sender with(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(variable, value);
        return new Sender(name, command, more, mounts);
    }

    /**
     * What the cluster is given.
     *
     * @param stop directory in which a file of the sender's name ends it
     */
    Deployment deployment(Path stop) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("app", name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", name)
                .endMetadata()
                .withSpec(pod(stop))
                .endTemplate()
                .endSpec()
                .build();
    }

    private PodSpec pod(Path stop) {
        Set<String> paths = paths(stop);
        return new PodSpecBuilder()
                .withTerminationGracePeriodSeconds(0L)
                .withAutomountServiceAccountToken(false)
                .withNodeName(environment.get(NODE_NAME))
                .addNewContainer()
                .withName("app")
                .withImage(NodeImages.BUSYBOX)
                .withImagePullPolicy("Never")
                .withCommand(command)
                .withEnv(variables(stop))
                .withVolumeMounts(paths.stream().map(Sender::mount).toList())
                .endContainer()
                .withVolumes(paths.stream().map(Sender::volume).toList())
                .build();
    }

    private List<EnvVar> variables(Path stop) {
        List<EnvVar> variables = new ArrayList<>();
        variables.add(new EnvVarBuilder()
                .withName("HOST_IP")
                .withNewValueFrom()
                .withNewFieldRef("v1", "status.hostIP")
                .endValueFrom()
                .build());
        variables.add(new EnvVar("NAME", name, null));
        if (!environment.containsKey(DAEMON)) {
            variables.add(new EnvVar(DAEMON, "$(HOST_IP):2000", null));
        }
        variables.add(new EnvVar("STOP", stop.resolve(name).toString(), null));
        environment.forEach((key, value) -> variables.add(new EnvVar(key, value, null)));
        return variables;
    }

    private Set<String> paths(Path stop) {
        Set<String> paths = new LinkedHashSet<>(SYSTEM);
        paths.add(stop.toString());
        mounts.stream()
                .map(Path::toString)
                .filter(path -> !path.startsWith("/usr/"))
                .forEach(paths::add);
        return paths;
    }

    private static VolumeMount mount(String path) {
        return new VolumeMountBuilder()
                .withName(volumeName(path))
                .withMountPath(path)
                .withReadOnly(true)
                .build();
    }

    private static Volume volume(String path) {
        return new VolumeBuilder()
                .withName(volumeName(path))
                .withNewHostPath(path, "")
                .build();
    }

    private static String volumeName(String path) {
        return "v" + Integer.toUnsignedString(path.hashCode(), 36);
    }
}
