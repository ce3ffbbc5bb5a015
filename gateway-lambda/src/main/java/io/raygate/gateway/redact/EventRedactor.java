// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.block.Document;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.quarantine.QuarantineReason;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.validate.ValidDocument;
import io.raygate.otlp.export.AttributeRules;
import io.raygate.otlp.export.SpanExporter;
import io.raygate.schema.DocumentOffsets;
import io.raygate.schema.SegmentValidator;
import io.raygate.schema.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Redacts the documents of one event, those for X-Ray and those for quarantine, by the names that the application wrote
 * and by those that leave. Rules leave a valid document valid; a document that grows is validated again, since it may become too
 * large. Not thread-safe: one instance an event.
 */
public final class EventRedactor {

    private final RedactionPolicy policy;
    private final Withheld withheld;
    private final VisiblePointer pointers;
    private final RedactedCounts counts = new RedactedCounts();
    private final DocumentRedactor rules;
    private final DocumentRedactor leaving;
    private final SpanRules spansLeaving;
    private final SpanRules spansKept;
    private final SegmentValidator validator;
    private final List<ValidDocument> toSend = new ArrayList<>();
    private final List<Quarantined> quarantined = new ArrayList<>();

    /**
     * For one event.
     *
     * @param policy    rules, and what becomes of what they cannot read
     * @param key       needed where a rule hashes
     * @param validator takes what was valid before
     */
    public EventRedactor(TenantId tenant, RedactionPolicy policy, Optional<HashKey> key, SegmentValidator validator) {
        Optional<Digests> digests = key.map(present -> new Digests(present, tenant.value()));
        this.policy = policy;
        this.withheld = new Withheld(digests);
        this.pointers = new VisiblePointer(policy.rules());
        this.rules = new DocumentRedactor(policy.rules(), digests, counts);
        this.leaving = new DocumentRedactor(policy.leaving(), digests, counts);
        this.spansLeaving = new SpanRules(policy.leaving(), digests, counts, Reading.AS_IT_STANDS);
        this.spansKept = new SpanRules(
                policy.rules(), digests, counts, policy.withholds() ? Reading.TO_BE_KEPT : Reading.AS_REPAIRED);
        this.validator = validator;
    }

    /**
     * A document that X-Ray would not take as it came, without what the rules name in it; empty where there is nothing.
     * To be applied before anything is repaired, since a repair may rename what a rule names.
     *
     * @param verdict on the document; what could be repaired is well-formed, but for bytes that are not UTF-8
     */
    public Optional<ReceivedDocument> asWritten(ReceivedDocument received, Verdict verdict) {
        boolean readable = !policy.rules().isEmpty()
                && (verdict instanceof Verdict.Repaired || WellFormed.isReadable(received.document()));
        return readable ? changed(rules, received, Reading.AS_IT_STANDS) : Optional.empty();
    }

    /** The rules for spans that leave as spans. What they take out is counted with the rest. */
    public AttributeRules ofSpans() {
        return spansLeaving;
    }

    /** Applies the rules to documents as they leave; without rules nothing is looked at. */
    public Redacted redact(List<ValidDocument> valid, List<Quarantined> refused, List<UnreadableRecord> unreadable) {
        if (policy.leaving().isEmpty()) {
            toSend.addAll(valid);
        } else {
            valid.forEach(this::send);
        }
        refused.forEach(document -> quarantined.add(kept(document)));
        List<UnreadableRecord> records = unreadable.stream().map(this::kept).toList();
        return new Redacted(toSend, quarantined, records, counts.counts());
    }

    private void send(ValidDocument valid) {
        changed(leaving, valid.received(), Reading.AS_IT_STANDS)
                .ifPresentOrElse(redacted -> send(redacted, valid), () -> toSend.add(valid));
    }

    /** Rules leave a valid document valid; but digests may make it longer than X-Ray takes. */
    private void send(ReceivedDocument redacted, ValidDocument valid) {
        Document changed = redacted.document();
        if (changed.length() > valid.received().document().length()) {
            sendIfValid(redacted);
            return;
        }
        toSend.add(
                new ValidDocument(redacted, DocumentOffsets.of(changed.content(), changed.offset(), changed.length())));
    }

    private void sendIfValid(ReceivedDocument redacted) {
        Document changed = redacted.document();
        switch (validator.validate(changed.content(), changed.offset(), changed.length())) {
            case Verdict.Accepted _ ->
                toSend.add(new ValidDocument(redacted, validator.offsets().copy()));
            case Verdict.Repaired _ ->
                quarantined.add(invalid(redacted, "REDACTION", "", "redaction made the document invalid"));
            case Verdict.Rejected rejected ->
                quarantined.add(invalid(redacted, rejected.reason().name(), rejected.pointer(), rejected.message()));
        }
    }

    private static Quarantined invalid(ReceivedDocument document, String code, String pointer, String message) {
        return new Quarantined(document, QuarantineReason.INVALID, code, pointer, message);
    }

    private Quarantined kept(Quarantined refused) {
        return new Quarantined(
                kept(refused.document()),
                refused.reason(),
                refused.code(),
                pointers.of(refused.pointer()),
                refused.message());
    }

    /** A key of an annotation may be named as it is or as it would leave; both hide it. */
    private ReceivedDocument kept(ReceivedDocument received) {
        if (received.holdsSpans()) {
            return keptSpans(received);
        }
        if (!WellFormed.isReadable(received.document())) {
            return policy.withholds() ? withheld(received) : received;
        }
        if (policy.rules().isEmpty()) {
            return received;
        }
        ReceivedDocument clean = changed(rules, received, Reading.AS_IT_STANDS).orElse(received);
        return changed(rules, clean, policy.withholds() ? Reading.TO_BE_KEPT : Reading.AS_REPAIRED)
                .orElse(clean);
    }

    private ReceivedDocument keptSpans(ReceivedDocument request) {
        Document body = request.document();
        Optional<byte[]> edited = policy.withholds() || !policy.rules().isEmpty()
                ? SpanExporter.edited(body.content(), body.offset(), body.length(), spansKept)
                : Optional.of(new byte[0]);
        if (edited.isEmpty()) {
            return policy.withholds() ? withheld(request) : request;
        }
        return policy.rules().isEmpty() ? request : request.withBody(edited.get());
    }

    private ReceivedDocument withheld(ReceivedDocument received) {
        Document body = received.document();
        counts.addWithheld();
        return received.withBody(withheld.inPlaceOf(body.content(), body.offset(), body.length()));
    }

    private UnreadableRecord kept(UnreadableRecord record) {
        if (!policy.withholds()) {
            return record;
        }
        counts.addWithheld();
        byte[] data = record.data();
        return new UnreadableRecord(
                record.recordIndex(),
                record.sequenceNumber(),
                withheld.inPlaceOf(data, 0, data.length),
                record.reason(),
                record.message());
    }

    private static Optional<ReceivedDocument> changed(
            DocumentRedactor documents, ReceivedDocument received, Reading reading) {
        Document body = received.document();
        int mark = ByteOrderMark.length(body);
        int offset = body.offset() + mark;
        int length = body.length() - mark;
        return documents.changes(body.content(), offset, length, reading)
                ? Optional.of(received.withBody(documents.apply(offset, length)))
                : Optional.empty();
    }

    /**
     * Documents and records without what must not leave: as many as came.
     *
     * @param quarantined refused documents, redacted too
     * @param unreadable  records that are no blocks, withheld where the policy says so
     * @param redacted    values that were taken out, changed or withheld, by {@link RedactionAction} or {@code WITHHOLD}
     */
    public record Redacted(
            List<ValidDocument> toSend,
            List<Quarantined> quarantined,
            List<UnreadableRecord> unreadable,
            Map<String, Integer> redacted) {

        public Redacted {
            toSend = List.copyOf(toSend);
            quarantined = List.copyOf(quarantined);
            unreadable = List.copyOf(unreadable);
            redacted = Map.copyOf(redacted);
        }
    }
}
