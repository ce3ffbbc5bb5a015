// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.raygate.edge.body.PendingBytes;
import io.raygate.edge.listen.ListenBooks;
import io.raygate.edge.otlp.ExportResult.Refusal;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

/** Counts every request on one of the two ports once, by how it ended. */
final class OtlpMetrics implements ListenBooks {

    private final MeterRegistry registry;
    private final String port;
    private final EnumMap<Outcome, Counter> requests = new EnumMap<>(Outcome.class);
    private final Counter refusedConnections;
    private final Counter refusedStreams;
    private final Counter floods;

    /** @param port {@code http} or {@code grpc} */
    OtlpMetrics(MeterRegistry registry, String port) {
        this.registry = registry;
        this.port = port;
        for (Outcome outcome : Outcome.values()) {
            requests.put(
                    outcome,
                    Counter.builder("raygate.otlp.requests")
                            .description("Requests on the OTLP ports, by how they ended")
                            .tag("port", port)
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        this.refusedConnections = Counter.builder("raygate.otlp.connections.refused")
                .description("Connections closed at once because raygate.otlp.max-connections are open")
                .tag("port", port)
                .register(registry);
        this.refusedStreams = Counter.builder("raygate.otlp.streams.refused")
                .description("Requests of HTTP/2 refused before they began, because raygate.http2 allows no more")
                .tag("port", port)
                .register(registry);
        this.floods = Counter.builder("raygate.otlp.connections.flooded")
                .description(
                        "Connections closed for frames that bring no request forward: raygate.http2.max-idle-frames")
                .tag("port", port)
                .register(registry);
    }

    /** Shows what requests hold in memory. */
    static void watch(MeterRegistry registry, PendingBytes pendingBytes) {
        Gauge.builder("raygate.otlp.pending.bytes", pendingBytes, PendingBytes::held)
                .description("Bytes of requests that are being read or wait for their turn")
                .register(registry);
        Gauge.builder("raygate.otlp.pending.max.bytes", pendingBytes, PendingBytes::max)
                .description("Bound of these bytes: raygate.otlp.max-pending")
                .register(registry);
    }

    void count(Outcome outcome) {
        Objects.requireNonNull(requests.get(outcome)).increment();
    }

    @Override
    public void connectionRefused() {
        refusedConnections.increment();
    }

    @Override
    public void streamRefused() {
        refusedStreams.increment();
    }

    @Override
    public void flooded() {
        floods.increment();
    }

    @Override
    public void notHttp() {
        count(Outcome.BAD_REQUEST);
    }

    @Override
    public void neverAsked() {
        count(Outcome.TIMEOUT);
    }

    @Override
    public void watchConnections(Supplier<Number> open) {
        Gauge.builder("raygate.otlp.connections", open)
                .description("Open connections on the OTLP ports")
                .tag("port", port)
                .register(registry);
    }

    /** How a request ended: the label {@code outcome}. */
    enum Outcome {
        /** Everything was taken. */
        TAKEN,
        /** Everything but spans that no block holds. */
        PARTIAL,
        /** A check of health was answered. */
        HEALTH,
        /** Not a request of OTLP, or not from an SDK: 4xx. */
        BAD_REQUEST,
        /** No such operation: 404. */
        NOT_FOUND,
        /** Larger than {@code raygate.otlp.max-request}: 413. */
        TOO_LARGE,
        /** As much as may wait does: 429. */
        BUSY,
        /** The forwarder starts or stops: 503. */
        UNAVAILABLE,
        /** Not complete, or not answered, within {@code raygate.otlp.request-timeout}. */
        TIMEOUT,
        /** The client closed the connection, or cancelled the call, before it was answered. */
        CLIENT_GONE,
        /** A bug of ours: 500, with one line in the log. */
        INTERNAL_ERROR;

        static Outcome of(ExportResult result) {
            return switch (result) {
                case ExportResult.Taken _ -> TAKEN;
                case ExportResult.TakenPartly _ -> PARTIAL;
                case ExportResult.Refused refused -> of(refused.reason());
            };
        }

        static Outcome of(Refusal reason) {
            return switch (reason) {
                case MALFORMED, FROM_A_PAGE, NOT_A_POST, UNSUPPORTED -> BAD_REQUEST;
                case NOT_FOUND -> NOT_FOUND;
                case TOO_LARGE -> TOO_LARGE;
                case BUSY -> BUSY;
                case UNAVAILABLE -> UNAVAILABLE;
            };
        }
    }
}
