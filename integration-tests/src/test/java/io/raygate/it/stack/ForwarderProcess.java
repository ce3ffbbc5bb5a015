// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A forwarder of one's own beside the stack's, in a process that may be killed. */
public final class ForwarderProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final File LOG =
            new File("target/forwarder-process-" + ProcessHandle.current().pid() + ".log");

    private final Process process;
    private final Ports ports;

    private ForwarderProcess(Process process, Ports ports) {
        this.process = process;
        this.ports = ports;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /**
     * Starts a forwarder and waits until it is ready.
     *
     * @param ports nobody else's
     * @param configuration by key
     */
    public static ForwarderProcess start(Ports ports, URI aws, Map<String, String> configuration) {
        return start(ports, aws, configuration, Map.of());
    }

    /** The same with more environment variables, which count after the configuration. */
    public static ForwarderProcess start(
            Ports ports, URI aws, Map<String, String> configuration, Map<String, String> environment) {
        List<String> command =
                new ArrayList<>(ForwarderProgram.start("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(
                "-Draygate.receive.addresses=" + ports.daemonAddress(),
                "-Draygate.proxy.port=" + ports.daemon().getPort(),
                "-Draygate.otlp.grpc.port=" + ports.otlpGrpc(),
                "-Draygate.otlp.http.port=" + ports.otlpHttp().getPort(),
                "-Draygate.management.port=" + ports.management().getPort()));
        configuration.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(ForwarderProgram.end());
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(LOG);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", aws.toString(),
                        "AWS_REGION", "eu-west-1",
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test"));
        builder.environment().putAll(environment);
        try {
            var forwarder = new ForwarderProcess(builder.start(), ports);
            forwarder.awaitReady();
            return forwarder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens for segments. */
    public InetSocketAddress daemon() {
        return ports.daemon();
    }

    /** Its metrics now. */
    public ForwarderMetrics metrics() {
        return ForwarderMetrics.scrape(ports.management());
    }

    /** As {@code kill -9} does; returns when it has ended. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Stops it by SIGTERM. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitReady() {
        try {
            await("the forwarder")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptions()
                    .until(() -> !process.isAlive()
                            || !Http.get(ports.management().resolve("/q/health/ready"))
                                    .isEmpty());
            assertThat(process.isAlive())
                    .as("%s", Files.readString(LOG.toPath()))
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the forwarder does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
