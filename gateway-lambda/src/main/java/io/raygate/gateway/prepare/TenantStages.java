// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.prepare;

import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.enrich.EnrichedEvent;
import io.raygate.gateway.enrich.EventEnricher;
import io.raygate.gateway.policy.OwnedDocuments;
import io.raygate.gateway.policy.PlatformRules;
import io.raygate.gateway.policy.RedactionKeys;
import io.raygate.gateway.policy.TenantPolicies;
import io.raygate.gateway.policy.TenantPolicy;
import io.raygate.gateway.quarantine.QuarantineReason;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.redact.EventRedactor;
import io.raygate.gateway.redact.RedactedEvent;
import io.raygate.gateway.redact.RedactionPolicy;
import io.raygate.gateway.submit.Destination;
import io.raygate.gateway.tenancy.TenantEvent;
import io.raygate.gateway.validate.EventValidator;
import io.raygate.gateway.validate.ValidatedEvent;
import io.raygate.schema.ValidationMode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stages that a tenant's policy decides: own, validate, redact, enrich. */
@Singleton
public class TenantStages {

    private final TenantPolicies policies;
    private final EventValidator validator;
    private final RedactionKeys keys;
    private final PlatformRules platform;

    TenantStages(TenantPolicies policies, EventValidator validator, RedactionKeys keys, PlatformRules platform) {
        this.policies = policies;
        this.validator = validator;
        this.keys = keys;
        this.platform = platform;
    }

    /** Takes a part of an event through all of them, or refuses it where it is nobody's. */
    public PreparedEvent prepare(TenantEvent part) {
        TenantId tenant = part.event().tenant();
        return part.signed()
                ? prepare(tenant, part.decoded().documents(), part.decoded().unreadable())
                : refuse(tenant, part.decoded().documents(), part.decoded().unreadable());
    }

    /** Takes a tenant's documents through all of them: as many are sent or quarantined as came, and were split off. One invocation at a time, as Lambda calls a function. */
    public PreparedEvent prepare(TenantId tenant, List<ReceivedDocument> received) {
        return prepare(tenant, received, List.of());
    }

    private PreparedEvent prepare(TenantId tenant, List<ReceivedDocument> received, List<UnreadableRecord> unreadable) {
        TenantPolicy policy = policies.of(tenant);
        OwnedDocuments documents = OwnedDocuments.of(policy, received);
        EventRedactor redactor = redactor(tenant, policy.redaction(), policy.validation());
        ValidatedEvent validated = validator.validate(
                policy.validation(), policy.maxDocumentBytes(), documents.owned(), redactor::asWritten);
        RedactedEvent redacted = redactor.redact(validated.toSend(), refused(documents, validated), unreadable);
        EnrichedEvent enriched =
                EventEnricher.enrich(policy.enrichment(), policy.maxDocumentBytes(), redacted.toSend());
        return new PreparedEvent(policy.destination(tenant), validated, redacted, enriched, policies.takeProblems());
    }

    /** Without a tenant there is no policy: the platform's rules redact what is kept. */
    private PreparedEvent refuse(TenantId stream, List<ReceivedDocument> documents, List<UnreadableRecord> unreadable) {
        List<Quarantined> refused = documents.stream()
                .map(document -> Quarantined.whole(
                        document,
                        QuarantineReason.ORIGIN_NOT_SIGNED,
                        "the stream is shared, and no tenant's key has signed the block's origin"))
                .toList();
        ValidatedEvent unseen = ValidatedEvent.refused(refused);
        RedactedEvent redacted =
                redactor(stream, platform.redaction(), ValidationMode.STRICT).redact(List.of(), refused, unreadable);
        return new PreparedEvent(
                Destination.own(stream), unseen, redacted, new EnrichedEvent(List.of(), 0, Map.of()), Map.of());
    }

    private static List<Quarantined> refused(OwnedDocuments documents, ValidatedEvent validated) {
        List<Quarantined> refused = new ArrayList<>(documents.quarantined());
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
}
