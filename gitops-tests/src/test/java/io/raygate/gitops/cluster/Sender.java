// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A pod that sends segments with an X-Ray SDK. Runtime and SDK are this machine's, mounted read-only at their own paths.
 *
 * @param name of the pod, and of its segments
 * @param daemon value of {@code AWS_XRAY_DAEMON_ADDRESS}; {@code $(HOST_IP)} is the node's address
 * @param count after which it is quiet
 */
public record Sender(
        String name,
        String daemon,
        int perSecond,
        int count,
        List<String> command,
        Map<String, String> environment,
        Set<Path> mounts) {

    private static final List<String> SYSTEM = List.of("/usr", "/lib", "/lib64", "/etc");

    /** The same with a socket for each segment. */
    public Sender withFreshSockets() {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put("FRESH", "1");
        return new Sender(name, daemon, perSecond, count, command, more, mounts);
    }

    Pod pod() {
        Map<String, String> variables = new LinkedHashMap<>(environment);
        variables.put("NAME", name);
        variables.put("AWS_XRAY_DAEMON_ADDRESS", daemon);
        variables.put("RATE", Integer.toString(perSecond));
        variables.put("COUNT", Integer.toString(count));
        List<EnvVar> all = new ArrayList<>(List.of(new EnvVarBuilder()
                .withName("HOST_IP")
                .withNewValueFrom()
                .withNewFieldRef("v1", "status.hostIP")
                .endValueFrom()
                .build()));
        variables.forEach((key, value) -> all.add(new EnvVar(key, value, null)));
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(0L)
                .withAutomountServiceAccountToken(false)
                .addNewContainer()
                .withName("app")
                .withImage(NodeImages.BUSYBOX)
                .withImagePullPolicy("Never")
                .withCommand(command)
                .withEnv(all)
                .withVolumeMounts(paths().stream().map(Sender::mount).toList())
                .endContainer()
                .withVolumes(paths().stream().map(Sender::volume).toList())
                .endSpec()
                .build();
    }

    private List<String> paths() {
        Set<String> paths = new LinkedHashSet<>(SYSTEM);
        mounts.stream()
                .map(Path::toString)
                .filter(path -> !path.startsWith("/usr/"))
                .forEach(paths::add);
        return List.copyOf(paths);
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
