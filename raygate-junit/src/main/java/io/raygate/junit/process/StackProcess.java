// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./raygate up} of this process. It ends with this one, however this one ends, and takes its parts with it. Thread-safe.
 */
public final class StackProcess implements AutoCloseable {

    /** {@code ./raygate up} stops its parts within this time. */
    private static final Duration STOP = Duration.ofSeconds(60);

    private static final int KEPT_LINES = 60;
    private static final String READY = "Raygate is ready";
    private static final String OWN_VARIABLES = "RAYGATE_JUNIT_";
    private static final int JDK = 25;
    private static final int ATTEMPTS = 5;

    private final StackPorts ports;
    private final Process process;
    private final Deque<String> output = new ArrayDeque<>();
    private final CountDownLatch readyOrEnded = new CountDownLatch(1);
    private volatile boolean ready;
    private volatile boolean isGivenUp;

    private StackProcess(StackPorts ports, Process process) {
        this.ports = ports;
        this.process = process;
        Thread reader = new Thread(this::read, "raygate-up-output");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a stack without the demo shop on free ports and returns once it is ready.
     *
     * @param home    directory of {@code ./raygate}: a clone, which builds what is missing, or an unpacked bundle
     * @param timeout for all of that
     * @throws IllegalStateException where it does not start; the message has its output
     */
    public static StackProcess start(Path home, Duration timeout) {
        Path script = home.toAbsolutePath().normalize().resolve("raygate");
        if (!Files.isExecutable(script)) {
            throw new IllegalStateException("there is no executable file " + script
                    + ": raygate.junit.home (RAYGATE_JUNIT_HOME) must name a clone of Raygate or an unpacked bundle");
        }
        for (int attempt = 1; ; attempt++) {
            StackProcess stack = launch(script, StackPorts.free());
            if (stack.awaitReady(timeout)) {
                return stack;
            }
            String why = stack.isGivenUp
                    ? "is not ready after " + timeout.toSeconds() + " s (raygate.junit.start-timeout)"
                    : "has ended";
            String words = stack.lastWords();
            stack.close();
            if (stack.isGivenUp || attempt == ATTEMPTS || !isCollision(words)) {
                throw new IllegalStateException("the stack in " + script.getParent() + " " + why + ":\n" + words);
            }
        }
    }

    /** Between the look at the ports and the start somebody else may have taken one. */
    private static boolean isCollision(String words) {
        return words.contains("in use: ") || words.contains("--port-offset");
    }

    private static StackProcess launch(Path script, StackPorts ports) {
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        "-c",
                        keeper(),
                        "raygate-junit",
                        script.toString(),
                        "up",
                        "--no-demo",
                        "--port-offset",
                        Integer.toString(ports.offset()))
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith(OWN_VARIABLES));
        if (Runtime.version().feature() == JDK) {
            builder.environment().putIfAbsent("RAYGATE_JAVA_HOME", System.getProperty("java.home"));
        }
        try {
            return new StackProcess(ports, builder.start());
        } catch (IOException e) {
            throw new IllegalStateException(
                    script + " cannot be run (" + e.getMessage() + "): a local stack needs bash, on Linux or macOS", e);
        }
    }

    private static String keeper() {
        try (InputStream script = StackProcess.class.getResourceAsStream("keep.sh")) {
            if (script == null) {
                throw new IllegalStateException("keep.sh is missing beside " + StackProcess.class);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public StackPorts ports() {
        return ports;
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed last. */
    public String lastWords() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    /** What the end of this JVM does by itself; then the stack stops. */
    void endPipe() throws IOException {
        process.getOutputStream().close();
    }

    private boolean awaitReady(Duration timeout) {
        try {
            isGivenUp = !readyOrEnded.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return ready;
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a stack was starting", e);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
            }
        } catch (IOException e) {
            keep("(its output ends: " + e.getMessage() + ")");
        } finally {
            readyOrEnded.countDown();
        }
    }

    private void keep(String line) {
        synchronized (output) {
            if (output.size() == KEPT_LINES) {
                output.removeFirst();
            }
            output.addLast(line);
        }
        if (line.equals(READY)) {
            ready = true;
            readyOrEnded.countDown();
        }
    }

    /** Stops it and all of its parts; does nothing where it has ended already. */
    @Override
    public void close() {
        try {
            endPipe();
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
