// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.raygate.edge.body.Body;
import io.raygate.edge.body.PendingBytes;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.queue.RequestLoop;
import io.raygate.edge.queue.RequestQueue;
import io.raygate.edge.receive.DocumentHandler;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests of spans. Event loops read bodies, and one thread hands them over; neither waits for the other. The memory of
 * all requests together is bounded, and one beyond that is refused before any of it is taken.
 */
@Singleton
public class SpanIntake {

    /** Until the pipeline has started and says how large a document may be, nothing is taken. */
    private static final int NO_DOCUMENT = 0;

    private final OtlpConfig config;
    private final Ledger ledger;
    private final PendingBytes pendingBytes;
    private final RequestQueue<ExportRequest> queue = new RequestQueue<>();
    private volatile SpanLimits limits;
    private @Nullable Thread thread;
    private volatile boolean taking;

    SpanIntake(OtlpConfig config, Ledger ledger) {
        this.config = config;
        this.ledger = ledger;
        this.pendingBytes = new PendingBytes(config.maxPending().asLongValue());
        this.limits = limitsOf(NO_DOCUMENT);
    }

    private SpanLimits limitsOf(int maxDocumentBytes) {
        return new SpanLimits(Math.toIntExact(config.maxRequest().asLongValue()), maxDocumentBytes, config.maxSpans());
    }

    /**
     * Begins to take requests, where a port is enabled.
     *
     * @param handler asked for once; the intake's thread alone uses what it gives, and closes it
     * @param maxDocumentBytes of the largest document that the handler takes
     */
    public void start(Supplier<DocumentHandler> handler, int maxDocumentBytes) {
        if (!isEnabled()) {
            return;
        }
        limits = limitsOf(maxDocumentBytes);
        DocumentHandler documents = handler.get();
        SpanPut put = new SpanPut(documents, ledger, limits);
        var loop =
                new RequestLoop<ExportRequest>(queue, request -> request.answer(put), ExportRequest::refuse, documents);
        queue.open();
        taking = true;
        thread = Thread.ofPlatform().daemon().name("otlp").start(() -> {
            try (put) {
                loop.run();
            }
        });
    }

    /** Takes no more requests, hands over those that wait, seals the last block, and ends. */
    public void stop() throws InterruptedException {
        taking = false;
        queue.close();
        if (thread != null) {
            thread.join();
        }
    }

    /** True if it is off, or its thread works. */
    public boolean isAlive() {
        return !isEnabled() || (thread != null && thread.isAlive());
    }

    /** True between start and stop. */
    boolean isTaking() {
        return taking && isAlive();
    }

    boolean isEnabled() {
        return config.http().enabled() || config.grpc().enabled();
    }

    SpanLimits limits() {
        return limits;
    }

    PendingBytes pendingBytes() {
        return pendingBytes;
    }

    /** The body of a request whose head has arrived. */
    Body newBody(int headBytes) {
        return new Body(pendingBytes, limits.maxRequestBytes() + headBytes);
    }

    /** Puts a complete request in the queue; false before {@link #start} and from {@link #stop} on. Thread-safe. */
    boolean offer(ExportRequest request) {
        return queue.offer(request);
    }
}
