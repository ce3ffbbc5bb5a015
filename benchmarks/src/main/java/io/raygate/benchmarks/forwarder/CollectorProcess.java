// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An OpenTelemetry Collector in a process of its own: OTLP receiver, batch processor and OTLP exporter over HTTP with gzip, each
 * with its defaults, and without metrics of its own, which favours it.
 */
record CollectorProcess(OtlpEndpoint endpoint, Process process, int port, Path configuration, Path log)
        implements SpanAgent {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Starts it.
     *
     * @param binary a collector with the components {@code otlp}, {@code batch} and {@code otlp_http}
     */
    static CollectorProcess start(Path binary, SpanLoad.Protocol protocol) throws IOException {
        int httpPort = ForwarderProcess.freePort();
        int grpcPort = ForwarderProcess.freePort();
        int port = protocol == SpanLoad.Protocol.HTTP ? httpPort : grpcPort;
        Path configuration = Files.createTempFile("raygate-collector", ".yaml");
        Path log = Files.createTempFile("raygate-collector", ".log");
        OtlpEndpoint endpoint = new OtlpEndpoint();
        try {
            Files.writeString(configuration, configuration(httpPort, grpcPort, endpoint.url()));
            Process process = new ProcessBuilder(binary.toString(), "--config=" + configuration)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new CollectorProcess(endpoint, process, port, configuration, log);
        } catch (IOException e) {
            endpoint.close();
            throw e;
        }
    }

    private static String configuration(int httpPort, int grpcPort, String endpoint) {
        return """
                receivers:
                  otlp:
                    protocols:
                      http: {endpoint: "127.0.0.1:%d"}
                      grpc: {endpoint: "127.0.0.1:%d"}
                processors:
                  batch: {}
                exporters:
                  otlp_http:
                    endpoint: %s
                    compression: gzip
                service:
                  telemetry: {metrics: {level: none}}
                  pipelines:
                    traces: {receivers: [otlp], processors: [batch], exporters: [otlp_http]}
                """.formatted(httpPort, grpcPort, endpoint);
    }

    @Override
    public ProcessUsage usage() {
        return new ProcessUsage(process.pid());
    }

    @Override
    public long spansOut() {
        return endpoint.spans();
    }

    @Override
    public long bytesOut() {
        return endpoint.bytes();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        endpoint.close();
        Files.delete(configuration);
        Files.delete(log);
    }

    @Override
    public void awaitReady() throws IOException {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > deadlineNanos) {
                throw new IllegalStateException("the collector does not listen; its log: " + Files.readString(log));
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private boolean listens() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
