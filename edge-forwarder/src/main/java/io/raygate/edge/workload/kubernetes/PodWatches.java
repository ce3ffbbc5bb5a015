// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import io.micrometer.core.instrument.MeterRegistry;
import io.raygate.aws.Timing;
import io.raygate.edge.workload.KubernetesConfig;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes the watch that configuration describes. */
public final class PodWatches {

    private PodWatches() {}

    /**
     * A watch that has not begun.
     *
     * @param fieldSelector which pods
     * @param labels      names of the pod labels that travel with documents
     * @param environment of this process, in which the kubelet says where the API server is
     * @throws IllegalArgumentException where nothing says where the API server is
     */
    public static PodWatch create(
            KubernetesConfig config,
            String fieldSelector,
            Set<String> labels,
            int maxPods,
            Map<String, String> environment,
            MeterRegistry registry) {
        ApiServer api = new ApiServer(
                config.apiServer().orElseGet(() -> ApiServer.inCluster(environment)),
                config.tokenFile(),
                config.caFile(),
                config.connectTimeout(),
                config.silenceTimeout());
        return new PodWatch(
                new NodePods(api, fieldSelector, labels, config.listTimeout()),
                new PodTable(maxPods),
                new WatchPace(config.minBackoff(), config.maxBackoff(), config.watchTimeout()),
                new WatchBooks(registry, System::nanoTime),
                RandomGenerator.getDefault(),
                Timing.SYSTEM);
    }
}
