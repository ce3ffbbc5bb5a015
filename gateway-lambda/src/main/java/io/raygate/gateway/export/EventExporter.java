// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.export;

import io.raygate.block.Document;
import io.raygate.block.SegmentBlock;
import io.raygate.gateway.batch.SpanDocument;
import io.raygate.gateway.decode.DeliveryTarget;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.enrich.EnrichmentPolicy;
import io.raygate.gateway.enrich.ResourceFacts;
import io.raygate.gateway.quarantine.QuarantineReason;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.otlp.Translation.RejectedSpans;
import io.raygate.otlp.export.Additions;
import io.raygate.otlp.export.AttributeRules;
import io.raygate.otlp.export.Export;
import io.raygate.otlp.export.ExportLimits;
import io.raygate.otlp.export.SpanExporter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Redacts, enriches and checks the requests of spans of one event. Spans that the endpoint would not take are set aside as a
 * request of their own.
 */
@Singleton
public class EventExporter {

    private final ExportLimits limits;
    private final SpanExporter exporter;

    @Inject
    EventExporter(ExportConfig config) {
        this(config.limits());
    }

    /** Within these limits. */
    public EventExporter(ExportLimits limits) {
        this.limits = limits;
        this.exporter = new SpanExporter(limits);
    }

    /** What the endpoint takes. */
    public ExportLimits limits() {
        return limits;
    }

    /**
     * Makes requests ready.
     *
     * @param received requests of spans
     * @param rules    what becomes of attributes
     * @param policy   what resources get
     */
    public Exported export(
            List<ReceivedDocument> received, AttributeRules rules, EnrichmentPolicy policy, Instant now) {
        if (received.isEmpty()) {
            return Exported.NOTHING;
        }
        Run run = new Run(policy);
        long nowNanos = Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        for (ReceivedDocument document : received) {
            Document body = document.document();
            run.add(
                    document,
                    exporter.export(
                            body.content(), body.offset(), body.length(), rules, run.additions(document), nowNanos));
        }
        return run.toExported();
    }

    /** What the requests of one event have become, as they come in. */
    private static final class Run {

        private static final String RESOURCE = "RESOURCE";

        private final EnrichmentPolicy policy;
        private final IdentityHashMap<SegmentBlock, Map<Integer, Additions>> known = new IdentityHashMap<>();
        private final List<SpanDocument> toSend = new ArrayList<>();
        private final List<Quarantined> refused = new ArrayList<>();
        private final Map<String, Integer> givenUp = new HashMap<>();
        private int spans;
        private int enriched;

        Run(EnrichmentPolicy policy) {
            this.policy = policy;
        }

        /** Worked out once for each pod that a block names. */
        Additions additions(ReceivedDocument received) {
            return known.computeIfAbsent(received.block(), _ -> new HashMap<>())
                    .computeIfAbsent(
                            received.document().workload(),
                            _ -> ResourceFacts.of(policy, received.origin(), received.workload()));
        }

        void add(ReceivedDocument received, Export export) {
            switch (export) {
                case Export.Ready ready -> add(received, ready);
                case Export.Unreadable(var why) ->
                    refuse(
                            received.withSpans(why.spans(), DeliveryTarget.OTLP),
                            why.reason().name(),
                            why.message());
            }
        }

        private void add(ReceivedDocument received, Export.Ready ready) {
            spans += ready.spans();
            for (Export.Piece piece : ready.pieces()) {
                ReceivedDocument made = received.asSpans(piece.request(), piece.spans(), DeliveryTarget.OTLP)
                        .withFailed(piece.failed());
                toSend.add(new SpanDocument(made, piece.startNanos(), piece.lastNanos()));
                enriched += piece.added() > 0 ? 1 : 0;
                if (piece.givenUp() > 0) {
                    givenUp.merge(RESOURCE, piece.givenUp(), Integer::sum);
                }
            }
            for (RejectedSpans rejected : ready.rejected()) {
                refuse(
                        received.asSpans(rejected.request(), rejected.spans(), DeliveryTarget.OTLP),
                        rejected.reason().name(),
                        rejected.message());
            }
        }

        private void refuse(ReceivedDocument document, String code, String message) {
            refused.add(new Quarantined(document, QuarantineReason.NOT_FOR_OTLP, code, "", message));
        }

        Exported toExported() {
            return new Exported(toSend, refused, spans, enriched, givenUp);
        }
    }

    /**
     * Requests of an event for the endpoint, and requests of refused spans.
     *
     * @param spans    spans of all requests, refused ones included
     * @param enriched requests to whose resources something was added
     * @param givenUp  what resources did not get for want of room, by part
     */
    public record Exported(
            List<SpanDocument> toSend,
            List<Quarantined> refused,
            int spans,
            int enriched,
            Map<String, Integer> givenUp) {

        /** Of no requests. */
        public static final Exported NOTHING = new Exported(List.of(), List.of(), 0, 0, Map.of());

        public Exported {
            toSend = List.copyOf(toSend);
            refused = List.copyOf(refused);
            givenUp = Map.copyOf(givenUp);
        }

        /** Documents that came of the requests. */
        public int made() {
            return toSend.size() + refused.size();
        }
    }
}
