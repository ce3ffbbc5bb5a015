// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload;

import io.raygate.block.Workload;
import io.raygate.edge.reload.Reloaded;
import java.net.InetAddress;
import java.util.Map;

/** The workloads that a mounted file names. */
final class FileWorkloads implements Workloads {

    private final Reloaded<Map<InetAddress, Workload>> file;

    FileWorkloads(Reloaded<Map<InetAddress, Workload>> file) {
        this.file = file;
    }

    @Override
    public Workload at(InetAddress source) {
        return file.current().getOrDefault(source, UNKNOWN);
    }
}
