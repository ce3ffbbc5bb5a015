// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.batch;

import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.otlp.export.ExportLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts requests of spans together into calls within the endpoint's limits: bytes, spans and the time between them. Requests
 * of one message type can be joined by putting their bytes one after the other.
 */
public final class SpanBatcher {

    private final ExportLimits limits;
    private final List<Batch> batches = new ArrayList<>();
    private final List<ReceivedDocument> open = new ArrayList<>();
    private long bytes;
    private long spans;
    private long startNanos;
    private long lastNanos;

    private SpanBatcher(ExportLimits limits) {
        this.limits = limits;
    }

    /** Batches in the order in which they are sent; every document is in exactly one. */
    public static List<Batch> batch(List<SpanDocument> documents, ExportLimits limits) {
        SpanBatcher batcher = new SpanBatcher(limits);
        int firstRecord = documents.stream()
                .mapToInt(document -> document.received().recordIndex())
                .min()
                .orElse(0);
        documents.stream()
                .sorted(Comparator.comparingInt(document -> Batcher.rank(document.received(), firstRecord)))
                .forEach(batcher::add);
        batcher.end();
        return batcher.batches;
    }

    private void add(SpanDocument next) {
        int length = next.received().document().length();
        int count = next.received().spans();
        boolean fits = bytes + length <= limits.maxRequestBytes()
                && spans + count <= limits.maxRequestSpans()
                && limits.allowsSpread(Math.min(startNanos, next.startNanos()), Math.max(lastNanos, next.lastNanos()));
        if (!open.isEmpty() && !fits) {
            end();
        }
        startNanos = open.isEmpty() ? next.startNanos() : Math.min(startNanos, next.startNanos());
        lastNanos = open.isEmpty() ? next.lastNanos() : Math.max(lastNanos, next.lastNanos());
        open.add(next.received());
        bytes += length;
        spans += count;
    }

    private void end() {
        if (!open.isEmpty()) {
            batches.add(new Batch(open));
        }
        open.clear();
        bytes = 0;
        spans = 0;
    }
}
