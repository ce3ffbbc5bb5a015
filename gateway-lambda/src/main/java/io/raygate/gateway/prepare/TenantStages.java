// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.prepare;

import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.enrich.EnrichedEvent;
import io.raygate.gateway.enrich.EventEnricher;
import io.raygate.gateway.policy.OwnedDocuments;
import io.raygate.gateway.policy.RedactionKeys;
import io.raygate.gateway.policy.TenantPolicies;
import io.raygate.gateway.policy.TenantPolicy;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.redact.EventRedactor;
import io.raygate.gateway.redact.RedactedEvent;
import io.raygate.gateway.validate.EventValidator;
import io.raygate.gateway.validate.ValidatedEvent;
import io.raygate.schema.ValidationMode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The stages that a tenant's policy decides: own, validate, redact, enrich. */
@Singleton
public class TenantStages {

    private final TenantPolicies policies;
    private final EventValidator validator;
    private final RedactionKeys keys;

    TenantStages(TenantPolicies policies, EventValidator validator, RedactionKeys keys) {
        this.policies = policies;
        this.validator = validator;
        this.keys = keys;
    }

    /** Takes a tenant's documents through all of them: as many are sent or quarantined as came, and were split off. One invocation at a time, as Lambda calls a function. */
    public PreparedEvent prepare(TenantId tenant, List<ReceivedDocument> received) {
        TenantPolicy policy = policies.of(tenant);
        OwnedDocuments documents = OwnedDocuments.of(policy, received);
        ValidatedEvent validated =
                validator.validate(policy.validation(), policy.maxDocumentBytes(), documents.owned());
        RedactedEvent redacted = redact(tenant, policy, validated, refused(documents, validated));
        EnrichedEvent enriched =
                EventEnricher.enrich(policy.enrichment(), policy.maxDocumentBytes(), redacted.toSend());
        return new PreparedEvent(policy.destination(tenant), validated, redacted, enriched, policies.takeProblems());
    }

    private static List<Quarantined> refused(OwnedDocuments documents, ValidatedEvent validated) {
        List<Quarantined> refused = new ArrayList<>(documents.quarantined());
        refused.addAll(validated.quarantined());
        return refused;
    }

    private RedactedEvent redact(
            TenantId tenant, TenantPolicy policy, ValidatedEvent validated, List<Quarantined> refused) {
        return EventRedactor.redact(
                tenant,
                policy.redaction(),
                keys.forRules(policy.redaction()),
                validator.validator(ValidationMode.STRICT, TenantPolicy.MAX_DOCUMENT_BYTES),
                validated.toSend(),
                refused);
    }
}
