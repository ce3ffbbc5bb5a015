// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What an OpenTelemetry span costs the packaged forwarder in steady state, and a collector beside it: processor time of the whole
 * process for each one that reached the endpoint, resident memory, bytes sent on, and what got lost.
 *
 * <p>Arguments: spans a second, seconds of warm-up, seconds measured, {@code collector=PATH} of a binary
 * ({@link CollectorProcess#start}) or nothing, then variants ({@link Variant#parse}). Each gets a row for OTLP over HTTP and one
 * for OTLP over gRPC, in turns.
 */
public final class LoadSpans {

    private static final String COLLECTOR = "collector=";
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private LoadSpans() {}

    /** Prints a table in Markdown. */
    public static void main(String[] arguments) throws IOException {
        int perSecond = Integer.parseInt(arguments[0]);
        Duration warmUp = Duration.ofSeconds(Long.parseLong(arguments[1]));
        Duration measured = Duration.ofSeconds(Long.parseLong(arguments[2]));
        Map<String, SpanAgent.Start> agents = agents(arguments);
        System.out.println("| agent | protocol | spans/s | µs of CPU a span | RSS MiB | highest | B a span out | B in"
                + " | refused | lost |");
        System.out.println("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (SpanLoad.Protocol protocol : SpanLoad.Protocol.values()) {
            for (Map.Entry<String, SpanAgent.Start> agent : agents.entrySet()) {
                System.out.println(
                        "| " + agent.getKey() + row(agent.getValue(), protocol, perSecond, warmUp, measured));
            }
        }
    }

    private static Map<String, SpanAgent.Start> agents(String[] arguments) {
        boolean hasCollector = arguments.length > 3 && arguments[3].startsWith(COLLECTOR);
        Map<String, SpanAgent.Start> agents = new LinkedHashMap<>();
        Stream.of(arguments)
                .skip(hasCollector ? 4 : 3)
                .map(Variant::parse)
                .forEach(variant ->
                        agents.put(variant.name(), protocol -> SpanAgent.Forwarder.start(variant, protocol)));
        if (hasCollector) {
            Path binary = Path.of(arguments[3].substring(COLLECTOR.length()));
            agents.put("collector", protocol -> CollectorProcess.start(binary, protocol));
        }
        return agents;
    }

    private static String row(
            SpanAgent.Start start, SpanLoad.Protocol protocol, int perSecond, Duration warmUp, Duration measured)
            throws IOException {
        try (SpanAgent agent = start.start(protocol);
                SpanLoad load = new SpanLoad(protocol)) {
            agent.awaitReady();
            load.run(agent.port(), perSecond, warmUp);
            awaitOut(agent, load.taken());
            agent.clear();
            long takenBefore = load.taken();
            long refusedBefore = load.refused();
            long spansBefore = agent.spansOut();
            long bytesBefore = agent.bytesOut();
            Duration cpuBefore = agent.usage().cpu();
            long beganNanos = System.nanoTime();
            load.run(agent.port(), perSecond, measured);
            double seconds = (System.nanoTime() - beganNanos) / 1e9;
            ProcessUsage.Memory memory = agent.usage().memory();
            long taken = load.taken() - takenBefore;
            awaitOut(agent, spansBefore + taken);
            Duration cpu = agent.usage().cpu().minus(cpuBefore);
            long spans = agent.spansOut() - spansBefore;
            return String.format(
                    Locale.ROOT,
                    " | %s | %,.0f | %.2f | %d | %d | %.1f | %d | %d | %d |",
                    protocol.name().toLowerCase(Locale.ROOT),
                    taken / seconds,
                    cpu.toNanos() / 1000.0 / spans,
                    memory.resident(),
                    memory.highest(),
                    (agent.bytesOut() - bytesBefore) / (double) spans,
                    load.bytesOfSpan(),
                    load.refused() - refusedBefore,
                    taken - spans);
        }
    }

    /** Waits until the endpoint has taken so many spans; those that are lost never come. */
    private static void awaitOut(SpanAgent agent, long spans) {
        long deadlineNanos = System.nanoTime() + DRAIN.toNanos();
        do {
            LockSupport.parkNanos(1_500_000_000);
        } while (agent.spansOut() < spans && System.nanoTime() < deadlineNanos);
    }
}
