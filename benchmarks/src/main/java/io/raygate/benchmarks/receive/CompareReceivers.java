// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.receive;

import io.raygate.benchmarks.report.Options;
import io.raygate.edge.receive.ReceiveLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends 500-byte datagrams from core 0 to one receiver after another on core 1, in rounds, and prints the medians as a
 * table in Markdown: our receiver, a loop in C, and, where they are named, whole programs: the forwarder and the X-Ray
 * daemon. Linux with taskset and gcc.
 *
 * <p>Arguments: {@code [--rounds N] [--forwarder JAR or EXECUTABLE] [--daemon EXECUTABLE]}. The daemon has no way to AWS.
 */
public final class CompareReceivers {

    private static final long[] RATES = {50_000, 100_000, 150_000, 200_000, 0};
    private static final int DATAGRAM_BYTES = 500;
    private static final long RUN_MILLIS = 3_000;
    private static final long NAP_MICROS = 5_000;
    private static final int FIRST_PORT = 21_700;
    private static final int SENDER_CORE = 0;
    private static final int RECEIVER_CORE = 1;
    private static final int WARM_UPS = 4;

    private final UdpLoad load;
    private final List<ReceiverProcess> receivers = new ArrayList<>();
    private final Map<String, List<Measured>> runs = new LinkedHashMap<>();

    private CompareReceivers(UdpLoad load) {
        this.load = load;
    }

    /** Takes some 15 seconds for each receiver and round. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(arguments);
        try (UdpLoad load = UdpLoad.compile()) {
            CompareReceivers compare = new CompareReceivers(load);
            try {
                compare.startAll(options);
                compare.measure((int) options.number("--rounds", 5));
            } finally {
                compare.receivers.forEach(ReceiverProcess::close);
            }
            compare.print();
        }
    }

    private void startAll(Options options) throws IOException {
        start("C, recvmmsg", load.receiveCommand(nextPort(), NAP_MICROS));
        start("ours", ours());
        if (options.values().containsKey("--forwarder")) {
            start("forwarder", forwarder(options.text("--forwarder", "")));
        }
        if (options.values().containsKey("--daemon")) {
            start("X-Ray daemon", daemon(options.text("--daemon", "")));
        }
    }

    private void measure(int rounds) throws IOException, InterruptedException {
        for (int round = -WARM_UPS; round < rounds; round++) {
            for (ReceiverProcess receiver : receivers) {
                for (long rate : round < 0 ? new long[] {RATES[0]} : RATES) {
                    Measured measured = measure(receiver, rate);
                    if (round >= 0) {
                        runs.computeIfAbsent(row(rate, receiver), _ -> new ArrayList<>())
                                .add(measured);
                    }
                }
            }
        }
    }

    private Measured measure(ReceiverProcess receiver, long rate) throws IOException, InterruptedException {
        long cpuBefore = receiver.cpuNanos();
        long dropsBefore = receiver.drops();
        long[] sent = load.send(SENDER_CORE, receiver.port(), DATAGRAM_BYTES, rate, RUN_MILLIS);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200)); // until the last are read
        long lost = receiver.drops() - dropsBefore;
        double cpuNanos = (double) (receiver.cpuNanos() - cpuBefore) / (sent[0] - lost);
        return new Measured(1e9 * sent[0] / sent[1], sent[0], lost, cpuNanos);
    }

    private void print() {
        System.out.printf("%n| asked for | receiver | sent/s | received/s | lost | ns of CPU a datagram |%n");
        System.out.printf("|---|---|--:|--:|--:|--:|%n");
        for (long rate : RATES) {
            for (ReceiverProcess receiver : receivers) {
                Measured median = Measured.median(runs.getOrDefault(row(rate, receiver), List.of()));
                System.out.printf(
                        Locale.ROOT,
                        "| %s%,.0f | %,.0f | %.2f %% | %,.0f |%n",
                        row(rate, receiver),
                        median.sentPerSecond(),
                        median.receivedPerSecond(),
                        median.lostPercent(),
                        median.cpuNanos());
            }
        }
    }

    private static String row(long rate, ReceiverProcess receiver) {
        return String.format(
                Locale.ROOT, "%s | %s | ", rate == 0 ? "all it can" : "%,d".formatted(rate), receiver.name());
    }

    private int nextPort() {
        return FIRST_PORT + receivers.size();
    }

    private void start(String name, List<String> command) throws IOException {
        Map<String, String> environment = Map.of(
                "AWS_ACCESS_KEY_ID", "none",
                "AWS_SECRET_ACCESS_KEY", "none",
                "AWS_REGION", "eu-west-1",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:9");
        receivers.add(ReceiverProcess.start(name, nextPort(), RECEIVER_CORE, command, environment));
    }

    private List<String> ours() {
        return java(
                "-cp",
                System.getProperty("java.class.path"),
                ReceiveLoop.class.getName(),
                Integer.toString(nextPort()),
                Long.toString(NAP_MICROS));
    }

    private List<String> forwarder(String program) {
        if (!Files.isRegularFile(Path.of(program))) {
            throw new IllegalArgumentException("--forwarder: no such file: " + program);
        }
        int port = nextPort();
        List<String> settings = List.of(
                "-Draygate.receive.addresses=127.0.0.1:" + port,
                "-Draygate.proxy.port=" + port,
                "-Draygate.otlp.grpc.port=0",
                "-Draygate.otlp.http.port=0",
                "-Draygate.management.port=" + (port + 100),
                "-Draygate.spool.max-memory=16M",
                "-Draygate.publish.stream=nowhere");
        List<String> command = new ArrayList<>(program.endsWith(".jar") ? java() : List.of(program));
        command.addAll(settings);
        if (program.endsWith(".jar")) {
            command.addAll(List.of("-jar", program));
        }
        return command;
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The proxy that it is told of does not exist: nothing leaves this machine. */
    private List<String> daemon(String binary) {
        String address = "127.0.0.1:" + nextPort();
        return List.of(
                binary,
                "-o",
                "-n",
                "eu-west-1",
                "-b",
                address,
                "-t",
                address,
                "-p",
                "http://127.0.0.1:9",
                "-l",
                "error");
    }
}
