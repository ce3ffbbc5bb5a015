// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.pipeline;

import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.enrich.EventEnricher;
import io.raygate.gateway.enrich.EventEnricher.Enriched;
import io.raygate.gateway.export.EventExporter;
import io.raygate.gateway.export.EventExporter.Exported;
import io.raygate.gateway.observe.InvocationBooks;
import io.raygate.gateway.observe.StageBooks;
import io.raygate.gateway.policy.OwnedDocuments;
import io.raygate.gateway.policy.PlatformRules;
import io.raygate.gateway.policy.RedactionKeys;
import io.raygate.gateway.policy.TenantPolicies;
import io.raygate.gateway.policy.TenantPolicy;
import io.raygate.gateway.quarantine.QuarantineReason;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.redact.EventRedactor;
import io.raygate.gateway.redact.EventRedactor.Redacted;
import io.raygate.gateway.redact.RedactionPolicy;
import io.raygate.gateway.submit.Destination;
import io.raygate.gateway.tenancy.TenantEvent;
import io.raygate.gateway.translate.EventTranslator;
import io.raygate.gateway.translate.EventTranslator.Translated;
import io.raygate.gateway.validate.EventValidator;
import io.raygate.gateway.validate.EventValidator.Validated;
import io.raygate.schema.ValidationMode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stages that a tenant's policy decides: own, translate or export, validate, redact, enrich. */
@Singleton
public class Preparation {

    private final TenantPolicies policies;
    private final EventTranslator translator;
    private final EventValidator validator;
    private final EventExporter exporter;
    private final RedactionKeys keys;
    private final PlatformRules platform;

    Preparation(
            TenantPolicies policies,
            EventTranslator translator,
            EventValidator validator,
            EventExporter exporter,
            RedactionKeys keys,
            PlatformRules platform) {
        this.policies = policies;
        this.translator = translator;
        this.validator = validator;
        this.exporter = exporter;
        this.keys = keys;
        this.platform = platform;
    }

    /** Takes a tenant's part of an event through the stages, or refuses it where it has no owner. */
    public Prepared prepare(TenantEvent part) {
        TenantId tenant = part.event().tenant();
        return part.signed()
                ? prepare(tenant, part.decoded().documents(), part.decoded().unreadable())
                : refuse(tenant, part.decoded().documents(), part.decoded().unreadable());
    }

    /**
     * Takes a tenant's documents through the stages: as many are sent or quarantined as came, were made of spans, and were
     * split off. One invocation at a time, as Lambda calls a function.
     */
    public Prepared prepare(TenantId tenant, List<ReceivedDocument> received) {
        return prepare(tenant, received, List.of());
    }

    private Prepared prepare(TenantId tenant, List<ReceivedDocument> received, List<UnreadableRecord> unreadable) {
        return prepare(policies.of(tenant), tenant, received, unreadable);
    }

    /** The same by this policy, whatever the tenant's is. */
    Prepared prepare(
            TenantPolicy policy, TenantId tenant, List<ReceivedDocument> received, List<UnreadableRecord> unreadable) {
        OwnedDocuments documents = OwnedDocuments.of(policy, received);
        EventRedactor redactor = redactor(tenant, policy.redaction(), policy.validation());
        Ways ways = Ways.of(documents.owned(), policy.delivery());
        Exported exported = exporter.export(ways.spans(), redactor.ofSpans(), policy.enrichment(), Instant.now());
        Translated translated = translator.translate(ways.segments(), policy.annotations());
        Validated validated = validator.validate(
                policy.validation(), policy.maxDocumentBytes(), translated.documents(), redactor::asWritten);
        Redacted redacted =
                redactor.redact(validated.toSend(), refused(documents, exported, translated, validated), unreadable);
        Enriched enriched = EventEnricher.enrich(policy.enrichment(), policy.maxDocumentBytes(), redacted.toSend());
        return new Prepared(
                policy.destination(tenant),
                new Spans(exported, ways.spansAlone()),
                translated,
                validated,
                redacted,
                enriched,
                policies.takeProblems());
    }

    /** Without a tenant there is no policy: the platform's rules redact what is kept. */
    private Prepared refuse(TenantId stream, List<ReceivedDocument> documents, List<UnreadableRecord> unreadable) {
        List<Quarantined> refused = documents.stream()
                .map(document -> Quarantined.whole(
                        document,
                        QuarantineReason.ORIGIN_NOT_SIGNED,
                        "the stream is shared, and no tenant's key has signed the block's origin"))
                .toList();
        Validated unseen = Validated.refused(refused);
        Redacted redacted =
                redactor(stream, platform.redaction(), ValidationMode.STRICT).redact(List.of(), refused, unreadable);
        return new Prepared(
                Destination.own(stream),
                Spans.NONE,
                Translated.nothing(List.of()),
                unseen,
                redacted,
                new Enriched(List.of(), 0, Map.of()),
                Map.of());
    }

    private static List<Quarantined> refused(
            OwnedDocuments documents, Exported exported, Translated translated, Validated validated) {
        List<Quarantined> refused = new ArrayList<>(documents.quarantined());
        refused.addAll(exported.refused());
        refused.addAll(translated.quarantined());
        refused.addAll(validated.quarantined());
        return refused;
    }

    private EventRedactor redactor(TenantId tenant, RedactionPolicy policy, ValidationMode mode) {
        return new EventRedactor(
                tenant,
                policy,
                keys.forRules(policy.rules()),
                validator.validator(mode, TenantPolicy.MAX_DOCUMENT_BYTES));
    }

    /**
     * What became of the requests for the OTLP endpoint.
     *
     * @param requests those that go nowhere else
     */
    public record Spans(Exported exported, int requests) {

        /** No requests. */
        static final Spans NONE = new Spans(Exported.NOTHING, 0);
    }

    /**
     * Documents as they are to be sent, and what each stage has done to them.
     *
     * @param policyProblems readings of policies that failed, by kind
     */
    record Prepared(
            Destination destination,
            Spans spans,
            Translated translated,
            Validated validated,
            Redacted redacted,
            Enriched enriched,
            Map<String, Integer> policyProblems) {

        public Prepared {
            policyProblems = Map.copyOf(policyProblems);
        }

        void enterInto(InvocationBooks books) {
            StageBooks.enter(books, spans.exported(), spans.requests());
            StageBooks.enter(books, translated, validated, redacted, enriched, policyProblems);
        }

        /** The documents for X-Ray. */
        public List<ReceivedDocument> toSend() {
            return enriched.toSend();
        }

        /** Records that are not blocks, withheld where the policy says so. */
        public List<UnreadableRecord> unreadable() {
            return redacted.unreadable();
        }

        /** The refused documents, redacted. */
        public List<Quarantined> quarantined() {
            return redacted.quarantined();
        }
    }
}
