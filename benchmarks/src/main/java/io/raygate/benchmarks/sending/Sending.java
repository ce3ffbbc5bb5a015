// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.sending;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** A load that is sent by a thread of its own until this is closed. */
public final class Sending implements AutoCloseable {

    private static final Duration LONG = Duration.ofDays(1);

    private final Load load;
    private final Thread thread;

    private Sending(Load load, Thread thread) {
        this.load = load;
        this.thread = thread;
    }

    /** To a port of the loopback address. */
    public static Sending start(Load load, int port) {
        return new Sending(load, Thread.startVirtualThread(() -> run(load, port)));
    }

    private static void run(Load load, int port) {
        try {
            load.run(port, LONG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when nothing more is sent. */
    @Override
    public void close() {
        load.stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
