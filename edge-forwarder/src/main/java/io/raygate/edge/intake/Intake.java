// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.raygate.edge.body.Body;
import io.raygate.edge.body.PendingBytes;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.port.Operations;
import io.raygate.edge.port.PendingRequest;
import io.raygate.edge.port.Route;
import io.raygate.edge.queue.RequestLoop;
import io.raygate.edge.queue.RequestQueue;
import io.raygate.edge.receive.DocumentHandler;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Accepts segments from requests; off by default. Event loops read bodies, and one thread hands their documents over; neither
 * waits for the other. The memory of all bodies together is bounded, and a request beyond that is refused before any of it is
 * accepted.
 *
 * <p>{@code raygate_intake_pending_bytes} near {@code raygate_intake_pending_max_bytes} means that clients send faster than one thread accepts, or send bodies slowly: look at the outcomes {@code busy} and {@code timeout} of
 * {@code raygate_intake_requests_total}.
 */
@Singleton
public class Intake implements Operations {

    /** Path of PutTraceSegments: X-Ray API reference (2016-04-12). */
    static final String PATH = "/TraceSegments";

    private final IntakeConfig config;
    private final Ledger ledger;
    private final int maxBodyBytes;
    private final PendingBytes pendingBytes;
    private final RequestQueue<IntakeRequest> queue = new RequestQueue<>();
    private @Nullable Thread thread;

    Intake(IntakeConfig config, Ledger ledger, MeterRegistry registry) {
        this.config = config;
        this.ledger = ledger;
        this.maxBodyBytes = Math.toIntExact(config.maxBody().asLongValue());
        this.pendingBytes = new PendingBytes(config.maxPending().asLongValue());
        if (config.enabled()) {
            watch(registry);
        }
    }

    @Override
    public List<Route> open() {
        // Answers are small and what was put is taken, so none is withheld until clients have read others.
        var unbounded = new PendingBytes(Long.MAX_VALUE);
        return config.enabled()
                ? List.of(new Route(
                        PATH,
                        "raygate.intake.requests",
                        maxBodyBytes,
                        "raygate.intake.max-body",
                        unbounded,
                        _ -> begin()))
                : List.of();
    }

    /** A request whose head has arrived. It is refused until {@link #start} and from {@link #stop} on. Thread-safe. */
    PendingRequest begin() {
        return new IntakeRequest(new Body(pendingBytes, maxBodyBytes), queue);
    }

    /**
     * Begins to take requests, where it is enabled.
     *
     * @param handler asked for once; the intake's thread alone uses what it gives, and closes it
     * @param maxDocumentBytes of the largest document that the handler takes
     */
    public void start(Supplier<DocumentHandler> handler, int maxDocumentBytes) {
        if (!config.enabled()) {
            return;
        }
        DocumentHandler documents = handler.get();
        SegmentPut put = new SegmentPut(
                new BodyParser(maxBodyBytes, config.maxDocuments(), maxDocumentBytes),
                new DocumentEncoder(maxDocumentBytes),
                documents,
                ledger);
        queue.open();
        var loop =
                new RequestLoop<IntakeRequest>(queue, request -> request.answer(put), IntakeRequest::refuse, documents);
        thread = Thread.ofPlatform().daemon().name("intake").start(loop);
    }

    /** Takes no more requests, hands over those that wait, seals the last block, and ends. */
    public void stop() throws InterruptedException {
        queue.close();
        if (thread != null) {
            thread.join();
        }
    }

    /** True if it is off, or its thread works. */
    public boolean isAlive() {
        return !config.enabled() || (thread != null && thread.isAlive());
    }

    private void watch(MeterRegistry registry) {
        Gauge.builder("raygate.intake.pending.bytes", pendingBytes, PendingBytes::held)
                .description("Bytes of request bodies that are being read or wait for their turn")
                .register(registry);
        Gauge.builder("raygate.intake.pending.max.bytes", pendingBytes, PendingBytes::max)
                .description("Bound of these bytes: raygate.intake.max-pending")
                .register(registry);
    }
}
