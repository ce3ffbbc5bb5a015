// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload;

import io.raygate.configuration.InRange;
import io.raygate.configuration.NeededWhen;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How senders are attributed to workloads. */
@ConfigMapping(prefix = "raygate.workloads")
public interface WorkloadsConfig {

    /** {@code kubernetes}, {@code file} or {@code none}. */
    @WithDefault("none")
    WorkloadSource source();

    /** The file of source {@code file}; read again when it changes. */
    @NeededWhen(key = "source", is = "file", write = "the path of the file that says which workload has which address")
    Optional<Path> file();

    /** Most pods, or entries of the file, that are kept; senders beyond it are unknown. Kubelets run 110 pods by default. */
    @WithDefault("1024")
    @InRange(min = "1")
    int maxPods();

    /** Names of the pod labels that travel with documents; at most 16. */
    Optional<Set<String>> labels();

    /**
     * Longest wait at start for the pods to be known, source {@code kubernetes} only; datagrams wait in the socket
     * buffers meanwhile. What comes before they are known is forwarded all the same, without a workload.
     */
    @WithDefault("200ms")
    @InRange(min = "0s", max = "1m")
    Duration syncWait();

    /** How the Kubernetes API is reached. */
    KubernetesConfig kubernetes();

    /** Where the forwarder learns which workload has which address. */
    enum WorkloadSource {
        /** From the Kubernetes API: a watch on the pods of this node. */
        KUBERNETES,
        /** From a file. */
        FILE,
        /** Nowhere: senders are known by their address alone. */
        NONE
    }
}
