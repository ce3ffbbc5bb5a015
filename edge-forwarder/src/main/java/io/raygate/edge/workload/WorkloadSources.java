// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.raygate.block.Workload;
import io.raygate.edge.node.NodeConfig;
import io.raygate.edge.reload.Reloaded;
import io.raygate.edge.reload.Reloads;
import io.raygate.edge.workload.kubernetes.PodWatch;
import io.raygate.edge.workload.kubernetes.PodWatches;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the source of workloads that configuration chooses, and runs it as long as this process. */
@Singleton
public class WorkloadSources {

    private static final int MAX_LABELS = 16;

    private final WorkloadsConfig config;
    private @Nullable PodWatch watch;
    private @Nullable Thread watcher;

    WorkloadSources(WorkloadsConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Workloads workloads(NodeConfig node, Reloads reloads, MeterRegistry registry) {
        try {
            return switch (config.source()) {
                case NONE -> _ -> Workloads.UNKNOWN;
                case FILE -> fromFile(reloads);
                case KUBERNETES -> fromKubernetes(node, registry);
            };
        } catch (IllegalArgumentException e) {
            // Bad configuration: Quarkus then says one line and exits with status 1.
            throw new ConfigurationException(e.getMessage());
        }
    }

    /** Waits until workloads are known, at most {@code raygate.workloads.sync-wait}. */
    public void awaitSynced() throws InterruptedException {
        if (watch != null) {
            watch.awaitSynced(config.syncWait());
        }
    }

    /** Learns no more; what is known stays known. */
    @PreDestroy
    public void stop() {
        if (watch != null && watcher != null) {
            watcher.interrupt();
            watch.stop();
        }
    }

    private Workloads fromFile(Reloads reloads) {
        Path path = config.file().orElseThrow();
        int maxEntries = config.maxPods();
        Reloaded<Map<InetAddress, Workload>> file =
                reloads.watch("raygate.workloads.file", path, content -> WorkloadFile.parse(content, maxEntries));
        return source -> file.current().getOrDefault(source, Workloads.UNKNOWN);
    }

    private Workloads fromKubernetes(NodeConfig node, MeterRegistry registry) {
        String fieldSelector = switch (config.kubernetes().scope()) {
            case NODE -> "spec.nodeName=" + nameOf(node);
            // every pod that has a node, and so may have an address
            case CLUSTER -> "spec.nodeName!=";
        };
        Set<String> labels = config.labels().orElse(Set.of());
        if (labels.size() > MAX_LABELS) {
            throw new IllegalArgumentException(
                    "raygate.workloads.labels: " + labels.size() + " are too many; write at most " + MAX_LABELS);
        }
        PodWatch podWatch = PodWatches.create(
                config.kubernetes(), fieldSelector, labels, config.maxPods(), System.getenv(), registry);
        watch = podWatch;
        watcher = Thread.ofPlatform().daemon().name("pod-watch").start(podWatch);
        return podWatch;
    }

    private static String nameOf(NodeConfig node) {
        return node.name()
                .orElseThrow(() -> new IllegalArgumentException("raygate.node.name: is missing; set RAYGATE_NODE_NAME"
                        + " from spec.nodeName by the downward API, or write raygate.workloads.source=none"));
    }
}
