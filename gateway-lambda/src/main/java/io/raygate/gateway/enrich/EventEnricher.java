// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.enrich;

import io.raygate.block.Document;
import io.raygate.block.SegmentBlock;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.validate.ValidDocument;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Enriches the documents of one event. What a pod adds is worked out once for each block that names the pod. Never
 * refuses a document. Not thread-safe: one instance an event.
 */
public final class EventEnricher {

    private final EnrichmentPolicy policy;
    private final GivenUp givenUp = new GivenUp();
    private final DocumentEnricher documents;
    private final IdentityHashMap<SegmentBlock, Part[] @Nullable []> partsOfBlocks = new IdentityHashMap<>();
    private int enriched;

    private EventEnricher(EnrichmentPolicy policy, int maxDocumentBytes) {
        this.policy = policy;
        this.documents = new DocumentEnricher(maxDocumentBytes, policy.override(), givenUp);
    }

    /**
     * Adds what the policy says.
     *
     * @param maxDocumentBytes no document grows beyond
     */
    public static Enriched enrich(EnrichmentPolicy policy, int maxDocumentBytes, List<ValidDocument> valid) {
        EventEnricher enricher = new EventEnricher(policy, maxDocumentBytes);
        List<ReceivedDocument> toSend = new ArrayList<>(valid.size());
        valid.forEach(document -> toSend.add(enricher.enrich(document)));
        return new Enriched(toSend, enricher.enriched, enricher.givenUp.counts());
    }

    private ReceivedDocument enrich(ValidDocument valid) {
        ReceivedDocument received = valid.received();
        Part[] parts = parts(received);
        Document body = received.document();
        if (parts.length == 0
                || !documents.changes(body.content(), body.offset(), body.length(), valid.offsets(), parts)) {
            return received;
        }
        enriched++;
        return received.withBody(documents.apply(body.content(), body.offset(), body.length()));
    }

    /** Position 0 is nobody. */
    private Part[] parts(ReceivedDocument received) {
        SegmentBlock block = received.block();
        @Nullable
        Part[][] known =
                partsOfBlocks.computeIfAbsent(block, b -> new Part[b.workloads().size() + 1][]);
        int position = received.document().workload();
        int workload = position > 0 && position < known.length ? position : 0;
        Part[] parts = known[workload];
        if (parts == null) {
            parts = received.workload()
                    .map(sender -> Parts.of(policy, block.origin(), sender))
                    .orElseGet(() -> Parts.ofNobody(policy, block.origin()))
                    .toArray(Part[]::new);
            known[workload] = parts;
        }
        return parts;
    }

    /**
     * Documents with what was added to them: as many as came.
     *
     * @param toSend   in the order in which they came
     * @param enriched documents that were changed
     * @param givenUp  parts that documents did not get for want of room, by {@link PartKind}
     */
    public record Enriched(List<ReceivedDocument> toSend, int enriched, Map<String, Integer> givenUp) {

        public Enriched {
            toSend = List.copyOf(toSend);
            givenUp = Map.copyOf(givenUp);
        }
    }
}
