// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.stream.IntStream;

/**
 * The bounded set of execution environments. A caller waits for a free one; the one used last comes first, so that a
 * further process is started only when all others are busy. Thread-safe.
 */
final class ExecutionEnvironments implements FunctionInvoker, AutoCloseable {

    private final List<EnvironmentSlot> slots;
    private final BlockingDeque<EnvironmentSlot> free;
    private volatile boolean ready;

    ExecutionEnvironments(FunctionLauncher launcher) {
        int size = launcher.config().maxConcurrency();
        this.slots = IntStream.range(0, size)
                .mapToObj(number -> new EnvironmentSlot(launcher, number))
                .toList();
        this.free = new LinkedBlockingDeque<>(slots);
    }

    /** Starts the first environment and returns when it has asked for its first invocation, however often that takes. */
    void warmUp() throws InterruptedException {
        EnvironmentSlot slot = free.takeFirst();
        try {
            while (!ready) {
                ready = slot.makeReady().isEmpty();
            }
        } finally {
            free.addFirst(slot);
        }
    }

    @Override
    public InvocationResult invoke(byte[] event) throws InterruptedException {
        EnvironmentSlot slot = free.takeFirst();
        try {
            return slot.invoke(event);
        } finally {
            free.addFirst(slot);
        }
    }

    /** True once a process has asked for its first invocation. */
    boolean ready() {
        return ready;
    }

    List<Map<String, Object>> status() {
        return slots.stream().map(EnvironmentSlot::status).toList();
    }

    /** Kills all processes. */
    @Override
    public void close() {
        slots.forEach(EnvironmentSlot::close);
    }
}
