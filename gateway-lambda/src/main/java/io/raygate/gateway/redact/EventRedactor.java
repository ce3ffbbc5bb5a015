// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.quarantine.QuarantineReason;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.validate.ValidDocument;
import io.raygate.schema.SegmentValidator;
import io.raygate.schema.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Redacts the documents of one event, those for X-Ray and those for quarantine. A changed document is validated again,
 * for the new offsets, and so that nothing invalid leaves whatever the rules say. Not thread-safe: one instance an
 * event.
 */
public final class EventRedactor {

    private final RedactedCounts counts = new RedactedCounts();
    private final DocumentRedactor documents;
    private final SegmentValidator validator;
    private final List<ValidDocument> toSend = new ArrayList<>();
    private final List<Quarantined> quarantined = new ArrayList<>();

    private EventRedactor(TenantId tenant, Redaction redaction, Optional<HashKey> key, SegmentValidator validator) {
        this.documents =
                new DocumentRedactor(redaction, key.map(present -> new Digests(present, tenant.value())), counts);
        this.validator = validator;
    }

    /**
     * Applies the rules; without rules nothing is looked at.
     *
     * @param key       needed where a rule hashes
     * @param validator takes what was valid before
     */
    public static RedactedEvent redact(
            TenantId tenant,
            Redaction redaction,
            Optional<HashKey> key,
            SegmentValidator validator,
            List<ValidDocument> valid,
            List<Quarantined> refused) {
        EventRedactor redactor = new EventRedactor(tenant, redaction, key, validator);
        if (redaction.isEmpty()) {
            return new RedactedEvent(valid, refused, redactor.counts.counts());
        }
        valid.forEach(redactor::send);
        refused.forEach(redactor::keep);
        return new RedactedEvent(redactor.toSend, redactor.quarantined, redactor.counts.counts());
    }

    private void send(ValidDocument valid) {
        ReceivedDocument received = valid.received();
        Document body = received.document();
        if (!documents.changes(body.content(), body.offset(), body.length())) {
            toSend.add(valid);
            return;
        }
        byte[] changed = documents.apply(body.offset(), body.length());
        ReceivedDocument redacted = received.withBody(changed);
        switch (validator.validate(changed, 0, changed.length)) {
            case Verdict.Accepted _ ->
                toSend.add(new ValidDocument(redacted, validator.offsets().copy()));
            case Verdict.Repaired _ -> quarantined.add(invalid(redacted, "REDACTION", "", "redaction spoiled it"));
            case Verdict.Rejected rejected ->
                quarantined.add(invalid(redacted, rejected.reason().name(), rejected.pointer(), rejected.message()));
        }
    }

    private static Quarantined invalid(ReceivedDocument document, String code, String pointer, String message) {
        return new Quarantined(document, QuarantineReason.INVALID, code, pointer, message);
    }

    private void keep(Quarantined refused) {
        Document body = refused.document().document();
        ReceivedDocument kept;
        if (body.kind() != DocumentKind.XRAY_JSON || !WellFormed.isJson(body)) {
            kept = refused.document().withBody(withheld(body));
        } else if (documents.changes(body.content(), body.offset(), body.length())) {
            kept = refused.document().withBody(documents.apply(body.offset(), body.length()));
        } else {
            kept = refused.document();
        }
        quarantined.add(new Quarantined(kept, refused.reason(), refused.code(), refused.pointer(), refused.message()));
    }

    /** What cannot be read cannot be redacted: only its size is kept. */
    private static byte[] withheld(Document body) {
        String text = "{\"raygate_withheld\":\"not JSON that can be redacted\",\"bytes\":" + body.length() + "}";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
