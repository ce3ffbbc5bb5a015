// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.receive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that receives on a port of 127.0.0.1, pinned to one core. What it did is read from {@code /proc}. */
final class ReceiverProcess implements AutoCloseable {

    /** Fields of {@code /proc/PID/stat} behind the name in parentheses: utime and stime, in hundredths (proc_pid_stat(5)). */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;
    private static final long NANOS_OF_A_TICK = 10_000_000;
    private static final int LOCAL_ADDRESS = 1;
    private static final int DROPS = 12;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final String name;
    private final int port;
    private final Process process;

    private ReceiverProcess(String name, int port, Process process) {
        this.name = name;
        this.port = port;
        this.process = process;
    }

    /** Starts it and waits until its port is bound. */
    static ReceiverProcess start(String name, int port, int core, List<String> command, Map<String, String> environment)
            throws IOException {
        var builder = new ProcessBuilder("taskset", "-c", Integer.toString(core))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.command().addAll(command);
        builder.environment().putAll(environment);
        ReceiverProcess receiver = new ReceiverProcess(name, port, builder.start());
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (receiver.drops() < 0) {
            if (System.nanoTime() > deadline || !receiver.process.isAlive()) {
                receiver.close();
                throw new IllegalStateException("does not listen: " + command);
            }
            Thread.onSpinWait();
        }
        return receiver;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** Processor time of all its threads up to now. */
    long cpuNanos() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return NANOS_OF_A_TICK * (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]));
    }

    /** What the kernel has dropped for its socket up to now; negative where it has none. */
    long drops() throws IOException {
        String address = String.format(Locale.ROOT, "0100007F:%04X", port);
        return Files.readAllLines(Path.of("/proc/net/udp")).stream()
                .map(line -> line.strip().split(" +", -1))
                .filter(fields -> fields[LOCAL_ADDRESS].equals(address))
                .mapToLong(fields -> Long.parseLong(fields[DROPS]))
                .findFirst()
                .orElse(-1);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
