// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What a forwarder costs that has nothing or little to do: share of a core while nothing comes, threads, resident memory,
 * and processor time for a segment at a low rate. Each variant is given a while after its start, in which compilers end.
 *
 * <p>Arguments: seconds of settling, seconds measured (each of the two), segments a second, then variants
 * ({@link Variant#parse}).
 */
public final class IdleForwarder {

    private IdleForwarder() {}

    /** Prints a table in Markdown. */
    public static void main(String[] arguments) throws IOException {
        Duration settling = Duration.ofSeconds(Long.parseLong(arguments[0]));
        Duration measured = Duration.ofSeconds(Long.parseLong(arguments[1]));
        int perSecond = Integer.parseInt(arguments[2]);
        System.out.printf(
                "| variant | idle, %% of a core | RSS MiB | threads | µs of CPU a segment at %d/s | RSS MiB then |%n",
                perSecond);
        System.out.println("|---|--:|--:|--:|--:|--:|");
        for (String variant : Stream.of(arguments).skip(3).toList()) {
            System.out.println(row(Variant.parse(variant), settling, measured, perSecond));
        }
    }

    private static String row(Variant variant, Duration settling, Duration measured, int perSecond) throws IOException {
        Path log = Files.createTempFile("raygate-idle", ".log");
        try (KinesisEndpoint kinesis = new KinesisEndpoint();
                ForwarderProcess forwarder = ForwarderProcess.start(variant.command(), kinesis.url(), log)) {
            forwarder.awaitReady();
            LockSupport.parkNanos(settling.toNanos());
            long before = forwarder.usage().scheduledNanos();
            LockSupport.parkNanos(measured.toNanos());
            long idleNanos = forwarder.usage().scheduledNanos() - before;
            long idleMib = forwarder.usage().memory().resident();
            long threads = forwarder.usage().threads();
            SteadyLoad load = new SteadyLoad();
            load.run(forwarder.port(), perSecond, settling);
            long loadBefore = forwarder.usage().scheduledNanos();
            long sentBefore = load.sent();
            load.run(forwarder.port(), perSecond, measured);
            long loadNanos = forwarder.usage().scheduledNanos() - loadBefore;
            return String.format(
                    Locale.ROOT,
                    "| %s | %.3f | %d | %d | %.0f | %d |",
                    variant.name(),
                    100.0 * idleNanos / measured.toNanos(),
                    idleMib,
                    threads,
                    loadNanos / 1_000.0 / (load.sent() - sentBefore),
                    forwarder.usage().memory().resident());
        } finally {
            Files.delete(log);
        }
    }
}
