// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.raygate.block.Workload;
import io.raygate.edge.reload.Reloaded;
import io.raygate.edge.reload.Reloads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;

/** Makes the source of workloads that configuration chooses. */
@Singleton
class WorkloadSources {

    @Produces
    @Singleton
    Workloads workloads(WorkloadsConfig config, Reloads reloads) {
        try {
            return switch (config.source()) {
                case NONE -> _ -> Workloads.UNKNOWN;
                case FILE -> fromFile(config, reloads);
                case KUBERNETES -> throw new IllegalArgumentException("raygate.workloads.source: not yet");
            };
        } catch (IllegalArgumentException e) {
            // Bad configuration: Quarkus then says one line and exits with status 1.
            throw new ConfigurationException(e.getMessage());
        }
    }

    private static Workloads fromFile(WorkloadsConfig config, Reloads reloads) {
        Path path = config.file()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "raygate.workloads.file: is missing; name the file that says which workload has which address"));
        int maxEntries = config.maxPods();
        Reloaded<Map<InetAddress, Workload>> file =
                reloads.watch("raygate.workloads.file", path, content -> WorkloadFile.parse(content, maxEntries));
        return new FileWorkloads(file);
    }
}
