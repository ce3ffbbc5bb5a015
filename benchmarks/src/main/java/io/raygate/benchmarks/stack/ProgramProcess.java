// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.stack;

import io.raygate.benchmarks.forwarder.ProcessUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A {@link Program} that runs. Seen from outside, through {@code /proc}: Linux only. */
public final class ProgramProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofMillis(1);
    private static final int LOG_CHARACTERS = 2_000;

    private final Program program;
    private final Place place;
    private final Process process;
    private final long startedNanos;

    private ProgramProcess(Program program, Place place, Process process, long startedNanos) {
        this.program = program;
        this.place = place;
        this.process = process;
        this.startedNanos = startedNanos;
    }

    /** Starts it, and does not wait. */
    public static ProgramProcess start(Program program, Place place, Cores cores) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(cores.measured(program.command(place)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(place.log().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("RAYGATE_"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", place.aws(),
                        "AWS_REGION", "eu-west-1",
                        "AWS_ACCESS_KEY_ID", "raygate",
                        "AWS_SECRET_ACCESS_KEY", "raygate",
                        "AWS_EC2_METADATA_DISABLED", "true"));
        builder.environment().putAll(program.environment(place));
        long startedNanos = System.nanoTime();
        return new ProgramProcess(program, place, Children.start(builder), startedNanos);
    }

    /** Starts it and waits until it is ready. */
    public static ProgramProcess startReady(Program program, Place place, Cores cores) throws IOException {
        ProgramProcess started = start(program, place, cores);
        started.awaitReady();
        return started;
    }

    public Place place() {
        return place;
    }

    public ProcessUsage usage() {
        return new ProcessUsage(process.pid());
    }

    public long pid() {
        return process.pid();
    }

    public UdpSocket socket() {
        return new UdpSocket(place.port());
    }

    /** Documents that it holds, where it says so. */
    public long buffered() {
        return program.buffered(place);
    }

    /** Waits for its socket; gives the nanoseconds since its start. */
    public long awaitSocket() {
        await("socket", SOON, () -> socket().isBound());
        return System.nanoTime() - startedNanos;
    }

    /** Waits until it takes what is sent to it; gives the nanoseconds since its start. */
    public long awaitReady() {
        awaitSocket();
        await("readiness", Duration.ofMillis(20), () -> program.isReady(place));
        return System.nanoTime() - startedNanos;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9} does; does not wait. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Sends SIGTERM; does not wait. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end, and kills it where that does not come. */
    public void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        terminate();
        awaitEnd();
    }

    private void await(String what, Duration every, BooleanSupplier condition) {
        boolean came = Waiting.until(PATIENCE, every, () -> condition.getAsBoolean() || !process.isAlive());
        if (!came || !process.isAlive()) {
            throw new IllegalStateException(program.name() + " has no " + what + ": alive=" + process.isAlive()
                    + "; its log ends with\n" + log());
        }
    }

    private String log() {
        try {
            String log = Files.readString(place.log());
            return log.substring(Math.max(0, log.length() - LOG_CHARACTERS));
        } catch (IOException e) {
            return "(cannot be read: " + e.getMessage() + ")";
        }
    }
}
