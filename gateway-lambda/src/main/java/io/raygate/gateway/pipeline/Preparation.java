// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.pipeline;

import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.enrich.EventEnricher;
import io.raygate.gateway.enrich.EventEnricher.Enriched;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stages that a tenant's policy decides: own, translate, validate, redact, enrich. */
@Singleton
public class Preparation {

    private final TenantPolicies policies;
    private final EventTranslator translator;
    private final EventValidator validator;
    private final RedactionKeys keys;
    private final PlatformRules platform;

    Preparation(
            TenantPolicies policies,
            EventTranslator translator,
            EventValidator validator,
            RedactionKeys keys,
            PlatformRules platform) {
        this.policies = policies;
        this.translator = translator;
        this.validator = validator;
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
     * Takes a tenant's documents through the stages: as many are sent or quarantined as came, were made of spans, and were split off. One
     * invocation at a time, as Lambda calls a function.
     */
    public Prepared prepare(TenantId tenant, List<ReceivedDocument> received) {
        return prepare(tenant, received, List.of());
    }

    private Prepared prepare(TenantId tenant, List<ReceivedDocument> received, List<UnreadableRecord> unreadable) {
        TenantPolicy policy = policies.of(tenant);
        OwnedDocuments documents = OwnedDocuments.of(policy, received);
        EventRedactor redactor = redactor(tenant, policy.redaction(), policy.validation());
        Translated translated = translator.translate(documents.owned());
        Validated validated = validator.validate(
                policy.validation(), policy.maxDocumentBytes(), translated.documents(), redactor::asWritten);
        Redacted redacted = redactor.redact(validated.toSend(), refused(documents, translated, validated), unreadable);
        Enriched enriched = EventEnricher.enrich(policy.enrichment(), policy.maxDocumentBytes(), redacted.toSend());
        return new Prepared(
                policy.destination(tenant), translated, validated, redacted, enriched, policies.takeProblems());
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
                Translated.nothing(List.of()),
                unseen,
                redacted,
                new Enriched(List.of(), 0, Map.of()),
                Map.of());
    }

    private static List<Quarantined> refused(OwnedDocuments documents, Translated translated, Validated validated) {
        List<Quarantined> refused = new ArrayList<>(documents.quarantined());
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
     * Documents as they are to be sent, and what each stage has done to them.
     *
     * @param policyProblems readings of policies that failed, by kind
     */
    record Prepared(
            Destination destination,
            Translated translated,
            Validated validated,
            Redacted redacted,
            Enriched enriched,
            Map<String, Integer> policyProblems) {

        public Prepared {
            policyProblems = Map.copyOf(policyProblems);
        }

        void enterInto(InvocationBooks books) {
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
