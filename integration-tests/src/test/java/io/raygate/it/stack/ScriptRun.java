// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** One run of the script {@code ./raygate}, its output kept. */
public final class ScriptRun {

    public static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private ScriptRun(Process process) {
        this.process = process;
        this.reader = Thread.startVirtualThread(this::read);
        // a build that is interrupted must not leave a stack behind
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /** Starts the script with the JDK of this process. Standard output and standard error are one. */
    public static ScriptRun of(List<String> arguments) {
        return of(arguments, List.of());
    }

    /** The same with more JVM options for the local stack. */
    static ScriptRun of(List<String> arguments, List<String> stackOptions) {
        return in(ROOT, arguments, stackOptions);
    }

    /** The same in an unpacked bundle. */
    static ScriptRun in(Path home, List<String> arguments, List<String> stackOptions) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "a machine that runs scripts");
        List<String> command = new ArrayList<>(List.of(home.resolve("raygate").toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("RAYGATE_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("RAYGATE_STACK_OPTIONS", String.join(" ", stackOptions));
        try {
            return new ScriptRun(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has printed up to now. */
    public List<String> output() {
        return List.copyOf(output);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The processes that it has started and that run now. */
    public List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for the end and gives the exit status; fails, and kills the script, when it does not come. */
    public int exitStatus(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                fail("The script has not ended after %s: %s", patience, String.join("\n", output));
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(output::add);
        } catch (IOException | UncheckedIOException e) {
            output.add("(output ends: " + e.getMessage() + ")");
        }
    }
}
