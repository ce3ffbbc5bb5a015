// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process in a group of its own that does not outlive this one, however this one ends: a script between the two holds
 * the other end of a pipe and stops the group when the pipe ends ({@code part.sh}). The program itself knows nothing of
 * that; started by hand it runs alone.
 */
public final class Part {

    private static final String SCRIPT = script();

    private final String name;
    private final Path log;
    private final Duration grace;
    private final Process process;

    /**
     * What is to be started.
     *
     * @param name as its user calls it
     * @param log takes its output
     * @param grace from SIGTERM to SIGKILL
     * @param environment all of it
     */
    public record Plan(String name, Path log, Duration grace, Map<String, String> environment, List<String> command) {

        /** Copies. */
        public Plan {
            environment = Map.copyOf(environment);
            command = List.copyOf(command);
        }
    }

    private Part(Plan plan, Process process) {
        this.name = plan.name();
        this.log = plan.log();
        this.grace = plan.grace();
        this.process = process;
    }

    /** Starts it with nothing to read. */
    public static Part start(Plan plan) {
        List<String> command = new ArrayList<>(List.of(
                "bash", "-c", SCRIPT, "raygate-part", Long.toString(plan.grace().toSeconds())));
        command.addAll(plan.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(plan.log().toFile());
        builder.environment().clear();
        builder.environment().putAll(plan.environment());
        try {
            return new Part(plan, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + plan.name(), e);
        }
    }

    /** As its user calls it. */
    public String name() {
        return name;
    }

    /** Where its output goes. */
    public Path log() {
        return log;
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its status, or 128 and the number of the signal that killed it; it must have ended. */
    public int exitStatus() {
        return process.exitValue();
    }

    /** How {@link #stop} went. */
    public enum End {
        /** It was not there any more. */
        GONE,
        /** It ended when it was asked to. */
        STOPPED,
        /** It did not. */
        KILLED
    }

    /**
     * Asks it to end and waits; kills its group after its grace, or with the second signal. Nothing of it is left then.
     */
    public End stop(Signals signals) {
        if (!process.isAlive()) {
            return End.GONE;
        }
        process.destroy();
        long deadline = System.nanoTime() + grace.toNanos();
        while (process.isAlive() && signals.count() < 2 && System.nanoTime() < deadline) {
            awaitEnd(100);
        }
        if (!process.isAlive()) {
            return End.STOPPED;
        }
        kill();
        return End.KILLED;
    }

    /** Kills its group. */
    public void kill() {
        try {
            OutputStream pipe = process.getOutputStream();
            pipe.write('\n');
            pipe.flush();
        } catch (IOException _) {
            process.destroyForcibly(); // the script has gone: then the end of the pipe is what stops the group
        }
        awaitEnd(grace.toMillis());
    }

    /** Waits for its end. */
    public void awaitEnd(long maxMillis) {
        try {
            process.waitFor(maxMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String script() {
        try (InputStream script = Part.class.getResourceAsStream("part.sh")) {
            if (script == null) {
                throw new IllegalStateException("part.sh is missing");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
