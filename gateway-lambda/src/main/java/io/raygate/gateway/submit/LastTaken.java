// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.LruMap;
import io.raygate.block.Document;
import io.raygate.block.SegmentBlock;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.otlp.export.SpanRequests;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * For each target, a small document that X-Ray has accepted before, across all invocations of this process. Sent again, it
 * shows whether X-Ray accepts anything now. It changes nothing there, since X-Ray keeps one segment for each id; the OTLP
 * endpoint stores the one span again. Bounded by
 * {@code raygate.submit.max-targets} documents of at most 64 KB. Thread-safe.
 */
@Singleton
class LastTaken {

    private final LruMap<Target, ReceivedDocument> byTarget;

    LastTaken(SubmitConfig config) {
        this.byTarget = new LruMap<>(config.maxTargets());
    }

    /** A document that X-Ray has taken from this process; empty where it has taken none yet. */
    Optional<ReceivedDocument> of(Target target) {
        return byTarget.get(target);
    }

    /** Keeps the smallest of these documents, all of which X-Ray has taken. */
    void note(Target target, List<ReceivedDocument> taken) {
        taken.stream()
                .min(Comparator.comparingInt(received -> received.document().length()))
                .ifPresent(smallest -> byTarget.computeIfAbsent(target, _ -> alone(smallest)));
    }

    /** Forgets a document that was not taken again: it proves nothing any more. */
    void forget(Target target) {
        byTarget.remove(target);
    }

    /** Without the block that it came in, which would be held as well. */
    private static ReceivedDocument alone(ReceivedDocument received) {
        SegmentBlock block = new SegmentBlock(1, received.origin(), 0, List.of(), List.of());
        byte[] body = small(received);
        Document copy = new Document(
                0, received.document().kind(), received.document().receivedUnixNanos(), body, 0, body.length);
        return new ReceivedDocument(0, block, copy).withSpans(received.holdsSpans() ? 1 : 0, received.target());
    }

    private static byte[] small(ReceivedDocument received) {
        Document body = received.document();
        return received.holdsSpans() ? SpanRequests.first(body.content(), body.offset(), body.length()) : body.body();
    }
}
