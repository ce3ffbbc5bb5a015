// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit;

import io.raygate.junit.process.StackPorts;
import io.raygate.junit.process.StackProcess;
import io.raygate.junit.xray.LocalXRay;
import io.raygate.trace.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A local stack: Raygate's forwarder and gateway on this machine, and an X-Ray to look at. One that this process has started ends
 * with it.
 *
 * <pre>{@code
 * ProcessBuilder checkout = stack.applyTo(new ProcessBuilder("java", "-jar", "checkout.jar"));
 * checkout.start();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class LocalStack implements AutoCloseable {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 10_000;
    private static final int MAX_BYTES = 8 << 20;

    private final StackPorts ports;
    private final @Nullable StackProcess process;

    private LocalStack(StackPorts ports, @Nullable StackProcess process) {
        this.ports = ports;
        this.process = process;
    }

    /**
     * The stack that runs with a port offset.
     *
     * @throws IllegalStateException where none does
     */
    public static LocalStack at(int portOffset) {
        return find(portOffset)
                .orElseThrow(() -> new IllegalStateException("no local stack answers at "
                        + new StackPorts(portOffset).page() + ": start one with ./raygate up"
                        + (portOffset == 0 ? "" : " --port-offset " + portOffset)));
    }

    /** The same; empty where none does. */
    public static Optional<LocalStack> find(int portOffset) {
        StackPorts ports = new StackPorts(portOffset);
        boolean isStack = get(ports.page().resolve("/api/status"))
                .flatMap(JsonObject::read)
                .filter(status -> status.members().containsKey("xray"))
                .isPresent();
        return isStack && get(ports.management().resolve("/q/health/ready")).isPresent()
                ? Optional.of(new LocalStack(ports, null))
                : Optional.empty();
    }

    /**
     * Starts a stack on free ports and returns once it is ready, which takes some ten seconds. It does not build anything where
     * {@code home} is a bundle; it needs bash and a JDK 25, which it looks for.
     *
     * @param home    an unpacked bundle ({@code raygate-VERSION.zip}), or a clone
     * @param timeout for all of that
     * @throws IllegalStateException where it does not start; the message has its output
     */
    public static LocalStack start(Path home, Duration timeout) {
        StackProcess process = StackProcess.start(home, timeout);
        return new LocalStack(process.ports(), process);
    }

    /** Where X-Ray SDKs send segments and ask for sampling rules: host and port. */
    public String daemonAddress() {
        return "127.0.0.1:" + ports.daemon();
    }

    /** Where OpenTelemetry exporters send spans by HTTP. */
    public URI otlpEndpoint() {
        return URI.create("http://127.0.0.1:" + ports.otlpHttp());
    }

    /** The AWS API, with X-Ray among others. */
    public URI awsEndpoint() {
        return ports.aws();
    }

    /** The page that shows the traces. */
    public URI page() {
        return ports.page();
    }

    /**
     * The environment of an application that traces to this stack: variables of the X-Ray SDKs and of OpenTelemetry. OpenTelemetry
     * samples everything and sends it at once. No other variable of AWS is among them, so that the application's other calls go
     * where they went.
     */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_XRAY_DAEMON_ADDRESS", daemonAddress(),
                "OTEL_EXPORTER_OTLP_ENDPOINT", otlpEndpoint().toString(),
                "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "OTEL_TRACES_EXPORTER", "otlp",
                "OTEL_METRICS_EXPORTER", "none",
                "OTEL_LOGS_EXPORTER", "none",
                "OTEL_TRACES_SAMPLER", "always_on",
                "OTEL_BSP_SCHEDULE_DELAY", "100");
    }

    /** The same as system properties of Java, for an application in this JVM or behind {@code -D}. */
    public Map<String, String> systemProperties() {
        return Map.of(
                "com.amazonaws.xray.emitters.daemonAddress", daemonAddress(),
                "otel.exporter.otlp.endpoint", otlpEndpoint().toString(),
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.traces.exporter", "otlp",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none",
                "otel.traces.sampler", "always_on",
                "otel.bsp.schedule.delay", "100");
    }

    /** Adds {@link #environment} to that of a process; returns the argument. */
    public ProcessBuilder applyTo(ProcessBuilder builder) {
        builder.environment().putAll(environment());
        return builder;
    }

    /** Its traces from now on. */
    public Traces traces() {
        return Traces.of(new LocalXRay(awsEndpoint(), this::remedy));
    }

    private String remedy() {
        if (process == null) {
            return "the stack has ended; start it again with ./raygate up";
        }
        return process.isAlive()
                ? "its output:\n" + process.lastWords()
                : "the stack has ended:\n" + process.lastWords();
    }

    /** Stops a stack that this process has started; leaves another one running. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }

    private static Optional<String> get(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            try (InputStream body = connection.getInputStream()) {
                String text = new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK ? Optional.of(text) : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
