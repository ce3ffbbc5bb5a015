// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.translate;

import io.raygate.aws.LruMap;
import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.block.Workload;
import io.raygate.gateway.decode.DeliveryTarget;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.quarantine.QuarantineReason;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.otlp.RequestSize;
import io.raygate.otlp.SpanTranslator;
import io.raygate.otlp.Translation;
import io.raygate.otlp.TranslationRules;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replaces each request of OpenTelemetry spans by the segment documents of its spans; other documents pass. Spans that
 * cannot be translated are set aside as a request of their own, so that a later version can take them.
 */
@Singleton
public class EventTranslator {

    /** Bytes of a document that count like one document when memory is shared out. */
    private static final int DOCUMENT_BYTES = 4 << 10;

    /** Tenants that choose annotations of their own; further ones make room. */
    private static final int MAX_TRANSLATORS = 64;

    private final TranslationRules rules;
    private final LruMap<Set<String>, SpanTranslator> translators = new LruMap<>(MAX_TRANSLATORS);

    @Inject
    EventTranslator(TranslateConfig config) {
        this.rules = config.rules();
    }

    /** With the configuration's defaults. */
    public EventTranslator() {
        this.rules = TranslationRules.DEFAULT;
    }

    /** How many documents of usual size a document takes the room of, once its spans are translated; 1 at least. */
    public static int weight(ReceivedDocument received) {
        Document document = received.document();
        if (document.kind() != DocumentKind.OTLP_TRACES) {
            return 1;
        }
        RequestSize size = RequestSize.of(document.content(), document.offset(), document.length());
        return Math.clamp(Math.max(size.spans(), size.outputBytes() / DOCUMENT_BYTES), 1, Integer.MAX_VALUE);
    }

    /** Translates what is to be translated, with the platform's annotations alone. */
    public Translated translate(List<ReceivedDocument> received) {
        return translate(received, Set.of());
    }

    /**
     * Translates what is to be translated. One invocation at a time, as Lambda calls a function.
     *
     * @param annotations attributes that become annotations beside the platform's and those that spans name
     */
    public Translated translate(List<ReceivedDocument> received, Set<String> annotations) {
        if (received.stream().allMatch(document -> document.document().kind() == DocumentKind.XRAY_JSON)) {
            return Translated.nothing(received);
        }
        SpanTranslator translator = translators.computeIfAbsent(annotations, this::translator);
        Books books = new Books();
        received.forEach(document -> add(document, translator, books));
        return books.toTranslated();
    }

    private SpanTranslator translator(Set<String> annotations) {
        Set<String> all = new HashSet<>(rules.annotations());
        all.addAll(annotations);
        return new SpanTranslator(rules.withAnnotations(all));
    }

    private static void add(ReceivedDocument received, SpanTranslator translator, Books books) {
        Document document = received.document();
        if (document.kind() != DocumentKind.OTLP_TRACES) {
            books.documents.add(received);
            return;
        }
        String sender = received.workload().map(Workload::name).orElse("");
        switch (translator.translate(document.content(), document.offset(), document.length(), sender)) {
            case Translation.Translated translated -> books.add(received, translated);
            case Translation.Refused refused -> books.add(received, refused);
        }
    }

    /** What the requests of one event have become, as they come in. */
    private static final class Books {
        private final List<ReceivedDocument> documents = new ArrayList<>();
        private final List<Quarantined> quarantined = new ArrayList<>();
        private final Map<String, Integer> rejected = new HashMap<>();
        private int requests;
        private int spans;
        private int translatedSpans;
        private int made;

        void add(ReceivedDocument received, Translation.Translated translated) {
            requests++;
            spans += translated.spans();
            translatedSpans += translated.translatedSpans();
            made += translated.documents().size() + translated.rejected().size();
            for (int at = 0; at < translated.documents().size(); at++) {
                boolean first = !translated.second().contains(at);
                documents.add(received.asSegment(translated.documents().get(at), first ? 1 : 0));
            }
            for (Translation.RejectedSpans refused : translated.rejected()) {
                reject(
                        received.asSpans(refused.request(), refused.spans(), DeliveryTarget.XRAY),
                        refused.reason().name(),
                        refused.message());
                count(refused.reason().name(), refused.spans());
            }
        }

        /** As it came, and so still one document. */
        void add(ReceivedDocument received, Translation.Refused refused) {
            spans += refused.spans();
            reject(
                    received.withSpans(refused.spans(), DeliveryTarget.XRAY),
                    refused.reason().name(),
                    refused.message());
            count(refused.reason().name(), refused.spans());
        }

        private void reject(ReceivedDocument document, String code, String message) {
            quarantined.add(new Quarantined(document, QuarantineReason.UNTRANSLATABLE, code, "", message));
        }

        private void count(String code, int refusedSpans) {
            if (refusedSpans > 0) {
                rejected.merge(code, refusedSpans, Integer::sum);
            }
        }

        Translated toTranslated() {
            return new Translated(documents, quarantined, requests, made, spans, translatedSpans, rejected);
        }
    }

    /**
     * The documents of an event without requests of spans: {@code received + made = documents + quarantined + requests}
     * and {@code spans = translatedSpans + rejectedSpans}.
     *
     * @param documents     segment documents, those that came as such and those of spans
     * @param quarantined   requests that were refused, and requests of refused spans
     * @param requests      requests that were translated
     * @param made          documents and requests of refused spans that came of them
     * @param spans         spans of all requests
     * @param rejectedSpans spans that were refused, by code
     */
    public record Translated(
            List<ReceivedDocument> documents,
            List<Quarantined> quarantined,
            int requests,
            int made,
            int spans,
            int translatedSpans,
            Map<String, Integer> rejectedSpans) {

        public Translated {
            documents = List.copyOf(documents);
            quarantined = List.copyOf(quarantined);
            rejectedSpans = Map.copyOf(rejectedSpans);
        }

        /** Documents that hold no spans. */
        public static Translated nothing(List<ReceivedDocument> documents) {
            return new Translated(documents, List.of(), 0, 0, 0, 0, Map.of());
        }
    }
}
