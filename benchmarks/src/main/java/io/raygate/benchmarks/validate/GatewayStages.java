// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import io.raygate.block.BlockLimits;
import io.raygate.block.BlockReader;
import io.raygate.block.SegmentBlock;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.enrich.EnrichmentPolicy;
import io.raygate.gateway.enrich.EventEnricher;
import io.raygate.gateway.redact.EventRedactor;
import io.raygate.gateway.redact.RedactionPolicy;
import io.raygate.gateway.submit.TraceSegmentsBody;
import io.raygate.gateway.validate.EventValidator;
import io.raygate.gateway.validate.EventValidator.Validated;
import io.raygate.gateway.validate.ValidDocument;
import io.raygate.schema.DocumentLimits;
import io.raygate.schema.SegmentValidator;
import io.raygate.schema.ValidationMode;
import io.raygate.schema.Verdict.Accepted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gateway's own stages, one after the other, for a tenant with the default policy: {@link BlockReader},
 * {@link EventValidator}, {@link EventRedactor}, {@link EventEnricher}, {@link TraceSegmentsBody}. Left out is what needs a
 * running function: tenancy, metrics, pace and the calls themselves. Not thread-safe.
 */
final class GatewayStages {

    private static final int MAX_BYTES = DocumentLimits.XRAY_DOCUMENT_BYTES;
    private static final int DOCUMENTS_PER_CALL = 50;
    private static final TenantId TENANT = new TenantId("payments");

    private final BlockReader reader = new BlockReader(new BlockLimits(8 << 20, 20_000, 20_000));
    private final EventValidator events = new EventValidator();
    private final SegmentValidator validator = events.validator(ValidationMode.REPAIR, MAX_BYTES);

    /** Whether the validator accepts the document as it is. */
    boolean accepts(byte[] document) {
        return validator.validate(document, 0, document.length) instanceof Accepted;
    }

    List<ReceivedDocument> decode(List<byte[]> frames) {
        List<ReceivedDocument> received = new ArrayList<>();
        for (int record = 0; record < frames.size(); record++) {
            if (!(reader.read(frames.get(record)) instanceof SegmentBlock block)) {
                throw new IllegalStateException("record " + record + " is not a readable block");
            }
            for (var document : block.documents()) {
                received.add(new ReceivedDocument(record, block, document));
            }
        }
        return received;
    }

    List<ValidDocument> validate(List<ReceivedDocument> received) {
        Validated validated = events.validate(ValidationMode.REPAIR, MAX_BYTES, received);
        if (validated.toSend().size() != received.size()) {
            throw new IllegalStateException("refused documents: " + validated.rejected());
        }
        return validated.toSend();
    }

    List<ValidDocument> redact(List<ValidDocument> valid, RedactionPolicy policy) {
        return new EventRedactor(TENANT, policy, Optional.empty(), validator)
                .redact(valid, List.of(), List.of())
                .toSend();
    }

    List<ReceivedDocument> enrich(List<ValidDocument> valid) {
        return EventEnricher.enrich(EnrichmentPolicy.DEFAULT, MAX_BYTES, valid).toSend();
    }

    static List<TraceSegmentsBody> bodies(List<ReceivedDocument> enriched) {
        return batches(enriched).stream().map(TraceSegmentsBody::of).toList();
    }

    static List<Batch> batches(List<ReceivedDocument> documents) {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < documents.size(); from += DOCUMENTS_PER_CALL) {
            batches.add(new Batch(documents.subList(from, Math.min(documents.size(), from + DOCUMENTS_PER_CALL))));
        }
        return batches;
    }
}
