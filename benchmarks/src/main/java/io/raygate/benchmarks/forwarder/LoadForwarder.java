// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What a segment costs the packaged forwarder in steady state: processor time of the whole process, compilers and
 * collector included, for each one that reached the stream, resident memory, bytes on the stream, time from datagram to record, and what got lost.
 *
 * <p>Arguments: segments a second, seconds of warm-up, seconds measured, then variants ({@link
 * Variant#parse}), each of which gets a row.
 */
public final class LoadForwarder {

    private static final String KERNEL_DROPS = "raygate_kernel_dropped_datagrams_total";
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private LoadForwarder() {}

    /** Prints a table in Markdown. */
    public static void main(String[] arguments) throws IOException {
        int perSecond = Integer.parseInt(arguments[0]);
        Duration warmUp = Duration.ofSeconds(Long.parseLong(arguments[1]));
        Duration measured = Duration.ofSeconds(Long.parseLong(arguments[2]));
        List<Variant> variants =
                Stream.of(arguments).skip(3).map(Variant::parse).toList();
        SteadyLoad load = new SteadyLoad();
        System.out.println("| variant | segments/s | µs of CPU a segment | RSS MiB | highest | B a segment | of B "
                + "| segments a record | p50 ms | p99 ms | lost | of it by the kernel |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (Variant variant : variants) {
            System.out.println(row(variant, load, perSecond, warmUp, measured));
        }
    }

    private static String row(Variant variant, SteadyLoad load, int perSecond, Duration warmUp, Duration measured)
            throws IOException {
        Path log = Files.createTempFile("raygate-load", ".log");
        try (KinesisEndpoint kinesis = new KinesisEndpoint();
                ForwarderProcess forwarder = ForwarderProcess.start(variant.command(), kinesis.url(), log)) {
            forwarder.awaitReady();
            load.run(forwarder.port(), perSecond, warmUp);
            awaitEmpty(forwarder);
            kinesis.clear();
            long sentBefore = load.sent();
            long bytesBefore = load.sentBytes();
            long droppedBefore = forwarder.metric(KERNEL_DROPS);
            Duration cpuBefore = forwarder.usage().cpu();
            load.run(forwarder.port(), perSecond, measured);
            ProcessUsage.Memory memory = forwarder.usage().memory();
            awaitEmpty(forwarder);
            long sent = load.sent() - sentBefore;
            Duration cpu = forwarder.usage().cpu().minus(cpuBefore);
            Arrivals arrivals = Arrivals.of(kinesis.puts());
            return String.format(
                    Locale.ROOT,
                    "| %s | %,d | %.1f | %d | %d | %.0f | %,d | %.0f | %d | %d | %d | %d |",
                    variant.name(),
                    sent / measured.toSeconds(),
                    cpu.toNanos() / 1000.0 / arrivals.documents(),
                    memory.resident(),
                    memory.highest(),
                    arrivals.bytes() / (double) arrivals.documents(),
                    (load.sentBytes() - bytesBefore) / sent,
                    arrivals.documents() / (double) arrivals.records(),
                    arrivals.latencyMillis(50),
                    arrivals.latencyMillis(99),
                    sent - arrivals.documents(),
                    forwarder.metric(KERNEL_DROPS) - droppedBefore);
        } finally {
            Files.delete(log);
        }
    }

    /** Until nothing is on its way; the kernel may have dropped some, which no one waits for. */
    private static void awaitEmpty(ForwarderProcess forwarder) {
        long deadlineNanos = System.nanoTime() + DRAIN.toNanos();
        // a metric that is asked for costs the forwarder time: seldom
        do {
            LockSupport.parkNanos(1_500_000_000);
        } while (forwarder.metric("raygate_documents_buffered") > 0 && System.nanoTime() < deadlineNanos);
    }
}
