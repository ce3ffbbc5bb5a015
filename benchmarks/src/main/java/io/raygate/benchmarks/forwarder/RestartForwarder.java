// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What a restart in place loses: a forwarder under steady load is ended, by SIGKILL and by SIGTERM, and started again at
 * once on the same ports, as a supervisor would. Blocks are put on disk as they are sealed
 * ({@code raygate.spool.mode=always}). Medians of the rounds; variants take turns.
 *
 * <p>Nobody listens from the end of the first socket until the second one is bound: while the process ends and while the next
 * one begins. What is lost beside what was sent meanwhile was in the memory of the first process.
 *
 * <p>Arguments: rounds, segments a second, seconds of load, then variants ({@link Variant#parse}).
 */
public final class RestartForwarder {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int perSecond;
    private final Duration duration;

    private RestartForwarder(int perSecond, Duration duration) {
        this.perSecond = perSecond;
        this.duration = duration;
    }

    /** Prints a table in Markdown. */
    public static void main(String[] arguments) throws IOException {
        int rounds = Integer.parseInt(arguments[0]);
        var bench =
                new RestartForwarder(Integer.parseInt(arguments[1]), Duration.ofSeconds(Long.parseLong(arguments[2])));
        List<Variant> variants =
                Stream.of(arguments).skip(3).map(Variant::parse).toList();
        System.out.println(
                "| variant | ended by | deaf ms | ending ms | beginning ms | lost | all lost | of it in memory | sent |");
        System.out.println("|---|---|--:|--:|--:|--:|---|--:|--:|");
        for (boolean isKilled : new boolean[] {true, false}) {
            List<List<Restart>> restarts = new ArrayList<>();
            variants.forEach(_ -> restarts.add(new ArrayList<>()));
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < variants.size(); i++) {
                    restarts.get(i).add(bench.restart(variants.get(i), isKilled));
                }
            }
            for (int i = 0; i < variants.size(); i++) {
                System.out.println(row(variants.get(i), isKilled, restarts.get(i)));
            }
        }
    }

    private Restart restart(Variant variant, boolean isKilled) throws IOException {
        Path directory = Files.createTempDirectory("raygate-restart");
        Path log = directory.resolve("log");
        int port = ForwarderProcess.freePort();
        int managementPort = ForwarderProcess.freePort();
        Map<String, String> environment = Map.of(
                "RAYGATE_SPOOL_MODE",
                "always",
                "RAYGATE_SPOOL_DIRECTORY",
                directory.resolve("spool").toString());
        SteadyLoad load = new SteadyLoad();
        try (KinesisEndpoint kinesis = new KinesisEndpoint()) {
            ForwarderProcess first =
                    ForwarderProcess.start(variant.command(), kinesis.url(), log, port, managementPort, environment);
            first.awaitReady();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(load, port));
            LockSupport.parkNanos(duration.toNanos() / 2);
            if (isKilled) {
                first.process().destroyForcibly();
            } else {
                first.process().destroy();
            }
            first.awaitNoSocket();
            long deafSinceNanos = System.nanoTime();
            long sentBefore = load.sent();
            first.awaitEnd();
            long endMillis = (System.nanoTime() - deafSinceNanos) / 1_000_000;
            try (ForwarderProcess second =
                    ForwarderProcess.start(variant.command(), kinesis.url(), log, port, managementPort, environment)) {
                long beginMillis = second.awaitSocket() / 1_000_000;
                long deafMillis = (System.nanoTime() - deafSinceNanos) / 1_000_000;
                long sentMeanwhile = load.sent() - sentBefore;
                sending.join();
                second.awaitReady();
                awaitSettled(second);
                return new Restart(
                        load.sent(),
                        load.sent() - Arrivals.distinct(kinesis.puts()),
                        sentMeanwhile,
                        deafMillis,
                        endMillis,
                        beginMillis);
            }
        } finally {
            delete(directory);
        }
    }

    /** A datagram that meets no socket is an error for the next: the sender goes on, as an SDK does. */
    private void send(SteadyLoad load, int port) {
        try {
            load.run(port, perSecond, duration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitSettled(ForwarderProcess forwarder) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        do {
            LockSupport.parkNanos(500_000_000);
        } while (forwarder.metric("raygate_documents_buffered") > 0 && System.nanoTime() < deadlineNanos);
    }

    private static String row(Variant variant, boolean isKilled, List<Restart> restarts) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %d | %s | %d | %,d |",
                variant.name(),
                isKilled ? "SIGKILL" : "SIGTERM",
                median(restarts.stream().map(Restart::deafMillis).toList()),
                median(restarts.stream().map(Restart::endMillis).toList()),
                median(restarts.stream().map(Restart::beginMillis).toList()),
                median(restarts.stream().map(Restart::lost).toList()),
                String.join(
                        ", ",
                        restarts.stream()
                                .map(restart -> Long.toString(restart.lost()))
                                .toList()),
                median(restarts.stream().map(Restart::lostInMemory).toList()),
                restarts.getFirst().sent());
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * One round.
     *
     * @param sentMeanwhile while nobody listened
     */
    private record Restart(
            long sent, long lost, long sentMeanwhile, long deafMillis, long endMillis, long beginMillis) {

        long lostInMemory() {
            return Math.max(0, lost - sentMeanwhile);
        }
    }
}
