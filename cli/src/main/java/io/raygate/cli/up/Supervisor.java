// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.up;

import io.raygate.cli.Console;
import io.raygate.cli.Failure;
import io.raygate.cli.LogFile;
import io.raygate.cli.process.Part;
import io.raygate.cli.process.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Starts parts, waits for them, watches them, and stops them in reverse order. All of them end with this process, however
 * it ends. Not thread-safe.
 */
final class Supervisor {

    private static final Duration ASK_AGAIN = Duration.ofMillis(100);

    /** Looking for progress means reading the list of all processes. */
    private static final int ASKED_BETWEEN_SIGNS = 10;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private final Console console;
    private final Signals signals;
    private final Bounds bounds;
    private final List<Part> parts = new ArrayList<>();

    /**
     * How long a start may take.
     *
     * @param stall without progress
     * @param start in all
     */
    record Bounds(Duration stall, Duration start) {}

    Supervisor(Console console, Signals signals, Bounds bounds) {
        this.console = console;
        this.signals = signals;
        this.bounds = bounds;
    }

    /** Starts a part, which is watched from now on. */
    Part start(Part.Plan plan) {
        Part part = Part.start(plan);
        parts.add(part);
        return part;
    }

    /**
     * Waits until {@code ready} holds.
     *
     * @param name of what is waited for
     * @param log shown where it does not come
     * @param told when it does
     * @throws Failure where a part ends, or nothing moves any more
     */
    void await(String name, Path log, String told, BooleanSupplier ready) {
        long begin = System.nanoTime();
        Patience patience = new Patience(bounds.stall(), bounds.start(), begin);
        for (long asked = 0; !ready.getAsBoolean(); asked++) {
            checkAlive();
            if (asked % ASKED_BETWEEN_SIGNS == 0) {
                patience.exhausted(sign(log), System.nanoTime()).ifPresent(reason -> {
                    console.showEnd(log);
                    throw Failure.of(name + " " + reason + "; its log is " + log);
                });
            }
            console.progress("waiting for " + name, since(begin));
            signals.await(ASK_AGAIN);
        }
        console.progressEnd(
                "  %-16s ready after %2d s   %s".formatted(name, since(begin).toSeconds(), told));
    }

    /** Returns never: a part that ends, or a signal, is thrown. */
    void watch() {
        while (true) {
            checkAlive();
            signals.await(LOOK_AGAIN);
        }
    }

    /** Stops all parts, what was started last first; the second signal kills. */
    void stop() {
        if (parts.isEmpty()) {
            return;
        }
        console.say("Stopping");
        for (Part part : parts.reversed()) {
            long begin = System.nanoTime();
            switch (part.stop(signals)) {
                case GONE -> {}
                case STOPPED -> console.say("  " + part.name() + " stopped");
                case KILLED ->
                    console.complain(part.name() + " has not stopped after "
                            + since(begin).toSeconds() + " s: killed");
            }
        }
        parts.clear();
    }

    private void checkAlive() {
        signals.check();
        for (Part part : parts) {
            if (!part.isAlive()) {
                console.showEnd(part.log());
                throw Failure.of(
                        part.name() + " ended with status " + part.exitStatus() + "; its log is " + part.log());
            }
        }
    }

    private static Patience.Sign sign(Path log) {
        List<ProcessHandle> processes = ProcessHandle.current().descendants().toList();
        Duration processorTime = processes.stream()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
        return Patience.Sign.of(bytes(log.resolveSibling("")), processes.size(), processorTime);
    }

    private static long bytes(Path directory) {
        try (Stream<Path> logs = Files.list(directory)) {
            return logs.mapToLong(log -> new LogFile(log).length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration since(long beginNanos) {
        return Duration.ofNanos(System.nanoTime() - beginNanos);
    }
}
