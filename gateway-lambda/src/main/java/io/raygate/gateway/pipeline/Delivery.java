// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.pipeline;

import io.raygate.aws.Deadline;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.batch.Batcher;
import io.raygate.gateway.batch.SpanBatcher;
import io.raygate.gateway.batch.SpanDocument;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.export.EventExporter;
import io.raygate.gateway.pipeline.Preparation.Prepared;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.submit.DeliveredBefore;
import io.raygate.gateway.submit.Denial;
import io.raygate.gateway.submit.Destination;
import io.raygate.gateway.submit.Submission;
import io.raygate.gateway.submit.Submitter;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Sends segments and requests of spans to their APIs, side by side: neither waits for the other. */
@Singleton
class Delivery {

    private final Batcher batcher;
    private final EventExporter exporter;
    private final Submitter submitter;
    private final DeliveredBefore before;

    Delivery(Batcher batcher, EventExporter exporter, Submitter submitter, DeliveredBefore before) {
        this.batcher = batcher;
        this.exporter = exporter;
        this.submitter = submitter;
        this.before = before;
    }

    /** Accounts for every document, before the deadline. */
    Delivered deliver(Prepared prepared, Deadline deadline) throws InterruptedException {
        List<Batch> segments = batcher.batch(prepared.toSend());
        List<SpanDocument> spans = prepared.spans().exported().toSend();
        if (spans.isEmpty()) {
            return new Delivered(submitter.submit(segments, prepared.destination(), deadline), Submission.NOTHING);
        }
        Destination endpoint = prepared.destination().ofSpans();
        if (segments.isEmpty()) {
            return new Delivered(Submission.NOTHING, submit(spans, endpoint, deadline));
        }
        FutureTask<Submission> besides = new FutureTask<>(() -> submit(spans, endpoint, deadline));
        Thread thread = Thread.ofVirtual().name("spans").start(besides);
        try {
            Submission sent = submitter.submit(segments, prepared.destination(), deadline);
            return new Delivered(sent, besides.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("unexpected failure while spans were sent", e.getCause());
        } finally {
            thread.interrupt();
        }
    }

    /** Remembers which spans were delivered of records that come again. */
    void remember(Prepared prepared, Delivered delivered, Set<Integer> unfinishedRecords) {
        List<ReceivedDocument> offered = prepared.spans().exported().toSend().stream()
                .map(SpanDocument::received)
                .toList();
        before.note(offered, delivered.spans(), unfinishedRecords);
    }

    private Submission submit(List<SpanDocument> spans, Destination endpoint, Deadline deadline)
            throws InterruptedException {
        List<SpanDocument> left = before.without(spans);
        int leftSpans = sum(left);
        Submission sent = submitter.submit(SpanBatcher.batch(left, exporter.limits()), endpoint, deadline);
        return sent.withDelivered(spans.size() - left.size(), sum(spans) - leftSpans);
    }

    private static int sum(List<SpanDocument> spans) {
        return spans.stream().mapToInt(span -> span.received().spans()).sum();
    }

    /** What became of the documents for each API. Where only one of the two denies everything, what is for it is refused. */
    record Delivered(Submission segments, Submission spans) {

        Delivered {
            boolean both = !segments.isEmpty() && !spans.isEmpty();
            if (both && segments.isAllDenied() != spans.isAllDenied()) {
                segments = segments.isAllDenied() ? segments.refusingDenied() : segments;
                spans = spans.isAllDenied() ? spans.refusingDenied() : spans;
            }
        }

        /** Why nothing can be delivered at all. */
        Optional<Denial> denial() {
            boolean all = (segments.isEmpty() || segments.isAllDenied()) && (spans.isEmpty() || spans.isAllDenied());
            return all ? segments.denial().or(spans::denial) : Optional.empty();
        }

        List<Quarantined> refused() {
            List<Quarantined> refused = new ArrayList<>(segments.refused());
            refused.addAll(spans.refused());
            return refused;
        }

        List<ReceivedDocument> unfinished() {
            List<ReceivedDocument> unfinished = new ArrayList<>(segments.unfinished());
            unfinished.addAll(spans.unfinished());
            return unfinished;
        }

        Set<Integer> unfinishedRecords() {
            Set<Integer> records = new HashSet<>(segments.unfinishedRecords());
            records.addAll(spans.unfinishedRecords());
            return records;
        }
    }
}
