// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The forwarder as this build has packaged it, with little memory and no stream to put blocks on: they fill the spool, and
 * then the oldest is dropped. Closing stops it by SIGTERM. Listens on IPv4 and IPv6.
 */
public final class LoneForwarder implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOP_PATIENCE = Duration.ofMinutes(1);

    private final Ports ports;
    private final Process process;
    private final Path log;

    private LoneForwarder(Ports ports, Process process, Path log) {
        this.ports = ports;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param log takes its output
     * @param properties more system properties, {@code name=value}
     */
    public static LoneForwarder start(Path log, String... properties) throws IOException {
        return start(log, Map.of(), properties);
    }

    /**
     * Starts it with more environment variables and waits until it is ready.
     *
     * @param log takes its output
     * @param properties more system properties, {@code name=value}; they count before the environment
     */
    public static LoneForwarder start(Path log, Map<String, String> environment, String... properties)
            throws IOException {
        LoneForwarder forwarder = launch(log, environment, properties);
        forwarder.awaitStarted();
        return forwarder;
    }

    /** Starts it, and does not wait. */
    public static LoneForwarder begin(Path log, String... properties) throws IOException {
        return launch(log, Map.of(), properties);
    }

    /** Waits until the kernel takes datagrams for it, which is before it has started. Linux only. */
    public void awaitSocket() {
        String local = String.format(Locale.ROOT, ":%04X ", ports.daemon().getPort());
        await("its socket")
                .atMost(START_PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> Files.readString(Path.of("/proc/net/udp")).contains(local));
    }

    /** Waits until it has ended by itself; gives its status. */
    public int awaitEnd() {
        await("the end by itself").atMost(START_PATIENCE).until(() -> !isAlive());
        return process.exitValue();
    }

    /** Ends it by SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        await("the end by SIGKILL").atMost(STOP_PATIENCE).until(() -> !isAlive());
    }

    /** Waits until it has started. */
    public void awaitStarted() throws IOException {
        await("the forwarder")
                .atMost(START_PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || output().contains("started in"));
        assertThat(process.isAlive()).as("%s", output()).isTrue();
    }

    /** Starts it with a configuration that it refuses, and gives what it has printed; it must end with status 1. */
    public static String refusal(Path log, String... properties) throws IOException {
        LoneForwarder forwarder = launch(log, Map.of(), properties);
        try {
            assertThat(forwarder.awaitEnd()).isEqualTo(1);
        } finally {
            forwarder.process.destroyForcibly();
        }
        return forwarder.output();
    }

    /** The daemon's address as the SDKs read it. */
    public String daemonAddress() {
        return ports.daemonAddress();
    }

    public InetSocketAddress ipv4() {
        return ports.daemon();
    }

    public InetSocketAddress ipv6() throws IOException {
        return new InetSocketAddress(
                InetAddress.getByName("::1"), ports.daemon().getPort());
    }

    /** Where it takes OpenTelemetry spans by gRPC. */
    public InetSocketAddress otlpGrpc() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.otlpGrpc());
    }

    /** Where it takes OpenTelemetry spans by HTTP. */
    public URI otlpHttp() {
        return ports.otlpHttp();
    }

    /** Where health and metrics are. */
    public URI management() {
        return ports.management();
    }

    /** True where its management port takes a connection. */
    public boolean isManaged() {
        try (var socket =
                new Socket(ports.management().getHost(), ports.management().getPort())) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    public ForwarderMetrics metrics() {
        return ForwarderMetrics.scrape(ports.management());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed. */
    public String output() throws IOException {
        return Files.readString(log);
    }

    /** Resident memory in bytes, where the system tells. */
    public OptionalLong residentBytes() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return OptionalLong.empty();
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst();
    }

    /** The names of its threads, 15 characters of each; none where the system does not tell. */
    public List<String> threadNames() throws IOException {
        Path tasks = Path.of("/proc/" + process.pid() + "/task");
        if (!Files.isDirectory(tasks)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> each = Files.newDirectoryStream(tasks)) {
            for (Path task : each) {
                names.add(Files.readString(task.resolve("comm")).strip());
            }
        }
        return names;
    }

    /** Tells it to stop by SIGTERM, and does not wait. */
    public void terminate() {
        process.destroy();
    }

    /** Stops it by SIGTERM, and gives what it has printed. */
    public String stop() throws IOException {
        close();
        return output();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            await("the end by SIGTERM").atMost(STOP_PATIENCE).until(() -> !process.isAlive());
        } finally {
            process.destroyForcibly();
        }
    }

    private static LoneForwarder launch(Path log, Map<String, String> environment, String... properties)
            throws IOException {
        Ports ports = Ports.free();
        var builder = new ProcessBuilder(command(ports, properties))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close(); // started by hand it runs alone, whatever its standard input is
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new LoneForwarder(ports, process, log);
    }

    private static List<String> command(Ports ports, String... properties) {
        int port = ports.daemon().getPort();
        List<String> command = new ArrayList<>(ForwarderProgram.start("-Xmx64m", "-XX:+UseSerialGC"));
        command.addAll(List.of(
                "-Daws.region=eu-west-1",
                "-Daws.accessKeyId=raygate",
                "-Daws.secretAccessKey=raygate",
                "-Daws.endpointUrl=http://127.0.0.1:9",
                "-Draygate.receive.addresses=127.0.0.1:" + port + ",[::1]:" + port,
                "-Draygate.proxy.port=" + port,
                "-Draygate.otlp.grpc.port=" + ports.otlpGrpc(),
                "-Draygate.otlp.http.port=" + ports.otlpHttp().getPort(),
                "-Draygate.management.port=" + ports.management().getPort(),
                "-Draygate.spool.max-memory=8M",
                "-Draygate.publish.drain-timeout=1s",
                "-Draygate.publish.stream=nowhere"));
        Arrays.stream(properties).map(property -> "-D" + property).forEach(command::add);
        command.addAll(ForwarderProgram.end());
        return command;
    }
}
