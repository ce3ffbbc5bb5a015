// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The packaged forwarder in a process of its own, seen from outside through {@code /proc}: Linux only.
 *
 * @param port UDP port on the loopback address
 */
record ForwarderProcess(Process process, int port, int managementPort, long startedNanos) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /**
     * Starts it.
     *
     * @param command the program and its options: a JVM with its flags and the jar, or a native executable
     * @param kinesis URL of the endpoint that it shall call
     */
    static ForwarderProcess start(List<String> command, String kinesis, Path log) throws IOException {
        return start(command, kinesis, log, freePort(), freePort(), Map.of());
    }

    /** The same on ports of the caller's choice, and with more environment variables. */
    static ForwarderProcess start(
            List<String> command,
            String kinesis,
            Path log,
            int port,
            int managementPort,
            Map<String, String> environment)
            throws IOException {
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of("--bind", "127.0.0.1:" + port, "--bind-tcp", "127.0.0.1:" + port));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("RAYGATE_"));
        builder.environment().put("AWS_ENDPOINT_URL", kinesis);
        builder.environment().put("AWS_REGION", "eu-west-1");
        builder.environment().put("AWS_ACCESS_KEY_ID", "raygate");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "raygate");
        builder.environment().put("RAYGATE_PUBLISH_STREAM", "raygate-load");
        builder.environment().put("RAYGATE_MANAGEMENT_PORT", Integer.toString(managementPort));
        // not those of a forwarder that runs beside this one
        builder.environment().put("RAYGATE_OTLP_HTTP_PORT", "0");
        builder.environment().put("RAYGATE_OTLP_GRPC_PORT", "0");
        builder.environment().putAll(environment);
        long startedNanos = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new ForwarderProcess(process, port, managementPort, startedNanos);
    }

    /** Waits until the kernel takes datagrams for it; returns the nanoseconds since its start. */
    long awaitSocket() {
        String local = ":%04X ".formatted(port);
        await(
                "its socket",
                Duration.ofMillis(1),
                () -> read(Path.of("/proc/net/udp")).contains(local));
        return System.nanoTime() - startedNanos;
    }

    /** Waits until the kernel takes no datagrams any more. */
    void awaitNoSocket() {
        String local = ":%04X ".formatted(port);
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (read(Path.of("/proc/net/udp")).contains(local) && System.nanoTime() < deadlineNanos) {
            LockSupport.parkNanos(500_000);
        }
    }

    /** Waits until it is ready; returns the nanoseconds since its start. */
    long awaitReady() {
        await("readiness", Duration.ofMillis(5), () -> get("/q/health/ready").contains("\"UP\""));
        return System.nanoTime() - startedNanos;
    }

    /** What it uses of the machine. */
    ProcessUsage usage() {
        return new ProcessUsage(process.pid());
    }

    /** Waits until it has ended. */
    void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the forwarder does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The value of a metric, all its labels added up. */
    long metric(String name) {
        return Math.round(get("/q/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum());
    }

    /** Sends SIGTERM and waits; kills it where that does not help. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException _) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private void await(String what, Duration every, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > deadlineNanos) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT, "no %s: alive=%s, seconds=%d", what, process.isAlive(), PATIENCE.toSeconds()));
            }
            LockSupport.parkNanos(every.toNanos());
        }
    }

    /** A file below {@code /proc}. */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file + "; this bench needs Linux", e);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        }
    }
}
