// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that compute all the time, as on a node that is short of processors. */
record BusyLoops(List<Process> processes) implements AutoCloseable {

    static BusyLoops start(int count) throws IOException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Process process = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            processes.add(process);
        }
        return new BusyLoops(processes);
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
