// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What an OpenTelemetry span costs the packaged forwarder in steady state: processor time of the whole process for each one
 * that reached the stream, resident memory, bytes on the stream, and what got lost.
 *
 * <p>Arguments: spans a second, seconds of warm-up, seconds measured, then variants ({@link Variant#parse}), each of which gets a
 * row for OTLP over HTTP and one for OTLP over gRPC.
 */
public final class LoadSpans {

    private static final Duration DRAIN = Duration.ofSeconds(20);

    private LoadSpans() {}

    /** Prints a table in Markdown. */
    public static void main(String[] arguments) throws IOException {
        int perSecond = Integer.parseInt(arguments[0]);
        Duration warmUp = Duration.ofSeconds(Long.parseLong(arguments[1]));
        Duration measured = Duration.ofSeconds(Long.parseLong(arguments[2]));
        List<Variant> variants =
                Stream.of(arguments).skip(3).map(Variant::parse).toList();
        System.out.println("| variant | protocol | spans/s | µs of CPU a span | RSS MiB | highest | B a span | of B"
                + " | refused | lost |");
        System.out.println("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (Variant variant : variants) {
            for (SpanLoad.Protocol protocol : SpanLoad.Protocol.values()) {
                System.out.println(row(variant, protocol, perSecond, warmUp, measured));
            }
        }
    }

    private static String row(
            Variant variant, SpanLoad.Protocol protocol, int perSecond, Duration warmUp, Duration measured)
            throws IOException {
        Path log = Files.createTempFile("raygate-load", ".log");
        int port = ForwarderProcess.freePort();
        try (KinesisEndpoint kinesis = new KinesisEndpoint();
                ForwarderProcess forwarder = ForwarderProcess.start(
                        variant.command(),
                        kinesis.url(),
                        log,
                        ForwarderProcess.freePort(),
                        ForwarderProcess.freePort(),
                        Map.of(protocol.portVariable(), Integer.toString(port)));
                SpanLoad load = new SpanLoad(protocol)) {
            forwarder.awaitReady();
            load.run(port, perSecond, warmUp);
            awaitEmpty(forwarder);
            kinesis.clear();
            long sentBefore = load.taken();
            long refusedBefore = load.refused();
            long publishedBefore = forwarder.metric("raygate_spans_published_total");
            long bytesBefore = forwarder.metric("raygate_blocks_published_bytes_total");
            Duration cpuBefore = forwarder.cpu();
            long beganNanos = System.nanoTime();
            load.run(port, perSecond, measured);
            double seconds = (System.nanoTime() - beganNanos) / 1e9;
            ForwarderProcess.Memory memory = forwarder.memory();
            awaitEmpty(forwarder);
            Duration cpu = forwarder.cpu().minus(cpuBefore);
            long taken = load.taken() - sentBefore;
            long published = forwarder.metric("raygate_spans_published_total") - publishedBefore;
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %,.0f | %.2f | %d | %d | %.1f | %d | %d | %d |",
                    variant.name(),
                    protocol.name().toLowerCase(Locale.ROOT),
                    taken / seconds,
                    cpu.toNanos() / 1000.0 / published,
                    memory.resident(),
                    memory.highest(),
                    (forwarder.metric("raygate_blocks_published_bytes_total") - bytesBefore) / (double) published,
                    load.bytesOfSpan(),
                    load.refused() - refusedBefore,
                    taken - published);
        } finally {
            Files.delete(log);
        }
    }

    /** Until nothing is on its way. */
    private static void awaitEmpty(ForwarderProcess forwarder) {
        long deadlineNanos = System.nanoTime() + DRAIN.toNanos();
        do {
            LockSupport.parkNanos(1_500_000_000);
        } while (forwarder.metric("raygate_spans_buffered") > 0 && System.nanoTime() < deadlineNanos);
    }
}
