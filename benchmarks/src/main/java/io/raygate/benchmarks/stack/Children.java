// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.stack;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The processes that this one has started: none outlives it, unless it is killed. They are asked to end first, since a
 * local stack ends its functions then.
 */
public final class Children {

    private static final long GRACE_SECONDS = 15;
    private static final List<Process> RUNNING = new CopyOnWriteArrayList<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Children::end));
    }

    private Children() {}

    /** Starts one. */
    public static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        RUNNING.removeIf(other -> !other.isAlive());
        RUNNING.add(process);
        return process;
    }

    /** Sends SIGTERM and waits; kills it, and what it has started, where that does not help. */
    public static void stop(Process process) {
        List<ProcessHandle> below = process.descendants().toList();
        process.destroy();
        try {
            process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
    }

    private static void end() {
        List<ProcessHandle> below =
                RUNNING.stream().flatMap(Process::descendants).toList();
        RUNNING.forEach(Process::destroy);
        RUNNING.forEach(Children::stop);
        below.forEach(ProcessHandle::destroyForcibly);
    }
}
