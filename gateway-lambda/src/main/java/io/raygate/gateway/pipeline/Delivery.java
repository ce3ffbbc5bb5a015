// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.pipeline;

import io.raygate.aws.Deadline;
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
        List<ReceivedDocument> segments = prepared.toSend();
        List<SpanDocument> spans = prepared.spans().exported().toSend();
        if (spans.isEmpty()) {
            return new Delivered(submit(segments, prepared.destination(), deadline), Submission.NOTHING);
        }
        Destination endpoint = prepared.destination().ofSpans();
        if (segments.isEmpty()) {
            return new Delivered(Submission.NOTHING, submitSpans(spans, endpoint, deadline));
        }
        FutureTask<Submission> besides = new FutureTask<>(() -> submitSpans(spans, endpoint, deadline));
        Thread thread = Thread.ofVirtual().name("spans").start(besides);
        try {
            Submission sent = submit(segments, prepared.destination(), deadline);
            return new Delivered(sent, besides.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("unexpected failure while spans were sent", e.getCause());
        } finally {
            thread.interrupt();
        }
    }

    /**
     * Remembers what was delivered of records that come again.
     *
     * @param firstAgain position of the first of them; all after it come, too
     */
    void remember(Prepared prepared, Delivered delivered, int firstAgain) {
        before.note(prepared.toSend(), delivered.segments(), firstAgain);
        List<ReceivedDocument> requests = prepared.spans().exported().toSend().stream()
                .map(SpanDocument::received)
                .toList();
        before.note(requests, delivered.spans(), firstAgain);
    }

    private Submission submit(List<ReceivedDocument> segments, Destination xray, Deadline deadline)
            throws InterruptedException {
        List<ReceivedDocument> left = before.without(segments, received -> received);
        Submission sent = submitter.submit(batcher.batch(left), xray, deadline);
        return sent.withDelivered(segments.size() - left.size(), spansIn(segments) - spansIn(left));
    }

    private Submission submitSpans(List<SpanDocument> spans, Destination endpoint, Deadline deadline)
            throws InterruptedException {
        List<SpanDocument> left = before.without(spans, SpanDocument::received);
        Submission sent = submitter.submit(SpanBatcher.batch(left, exporter.limits()), endpoint, deadline);
        return sent.withDelivered(spans.size() - left.size(), sum(spans) - sum(left));
    }

    private static int sum(List<SpanDocument> spans) {
        return spans.stream().mapToInt(span -> span.received().spans()).sum();
    }

    private static int spansIn(List<ReceivedDocument> documents) {
        return documents.stream().mapToInt(ReceivedDocument::spans).sum();
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
