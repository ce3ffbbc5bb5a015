// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.validate;

import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.schema.DocumentLimits;
import io.raygate.schema.SegmentValidator;
import io.raygate.schema.TimeLimits;
import io.raygate.schema.ValidationMode;
import io.raygate.schema.Verdict;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Gives each document its verdict and, where the tenant's mode says so, repairs what can be repaired. A refused document
 * is set aside: sending it again changes nothing.
 */
@Singleton
public class EventValidator {

    /** 100 KiB each; tenants share few modes and limits. */
    private static final int MAX_VALIDATORS = 8;

    private record Kind(ValidationMode mode, int maxDocumentBytes) {}

    private final Map<Kind, SegmentValidator> validators = new LinkedHashMap<>();
    private final TimeLimits times;

    @Inject
    EventValidator(ValidateConfig config) {
        this.times = new TimeLimits(config.maxAge(), config.maxAhead());
    }

    /** With the configuration's defaults. */
    public EventValidator() {
        this.times = TimeLimits.DEFAULT;
    }

    /**
     * Looks at every document. One invocation at a time, as Lambda calls a function.
     *
     * @param maxDocumentBytes a larger document is split, trimmed or refused
     */
    public Validated validate(ValidationMode mode, int maxDocumentBytes, List<ReceivedDocument> documents) {
        return validate(mode, maxDocumentBytes, documents, (_, _) -> Optional.empty());
    }

    /**
     * Looks at every document, and again at those that {@code asWritten} changes.
     *
     * @param asWritten removes what a document must not reveal, before it is repaired or refused; empty where
     *                  there is nothing. Not asked about documents that are good as they came
     */
    public Validated validate(
            ValidationMode mode,
            int maxDocumentBytes,
            List<ReceivedDocument> documents,
            BiFunction<ReceivedDocument, Verdict, Optional<ReceivedDocument>> asWritten) {
        SegmentValidator validator = validator(mode, maxDocumentBytes);
        Verdicts verdicts = new Verdicts(documents.size(), asWritten);
        for (ReceivedDocument received : documents) {
            verdicts.add(received, validator);
        }
        return verdicts.toEvent();
    }

    /** A validator for the thread of the invocation; used again. */
    public SegmentValidator validator(ValidationMode mode, int maxDocumentBytes) {
        if (validators.size() >= MAX_VALIDATORS && !validators.containsKey(new Kind(mode, maxDocumentBytes))) {
            validators.clear();
        }
        return validators.computeIfAbsent(new Kind(mode, maxDocumentBytes), this::make);
    }

    private SegmentValidator make(Kind kind) {
        DocumentLimits xray = DocumentLimits.DEFAULT;
        return new SegmentValidator(
                kind.mode, new DocumentLimits(kind.maxDocumentBytes, xray.maxInputBytes(), xray.maxDepth()), times, 1);
    }

    /**
     * The documents to send, and what became of the others:
     * {@code received + splitOff = toSend + quarantined}.
     *
     * @param toSend   accepted and repaired documents
     * @param splitOff documents more than were received, since one was too large or was an array of several
     * @param repaired received documents that were repaired
     * @param repairs  how often each kind of repair was made
     * @param suspiciousTimes documents to send with times that cannot be, by kind of suspicion
     * @param quarantined refused documents
     */
    public record Validated(
            List<ValidDocument> toSend,
            int splitOff,
            int repaired,
            Map<String, Integer> repairs,
            Map<String, Integer> suspiciousTimes,
            List<Quarantined> quarantined) {

        /** For documents that are refused without being validated. */
        public static Validated refused(List<Quarantined> quarantined) {
            return new Validated(List.of(), 0, 0, Map.of(), Map.of(), quarantined);
        }

        public Validated {
            toSend = List.copyOf(toSend);
            repairs = Map.copyOf(repairs);
            suspiciousTimes = Map.copyOf(suspiciousTimes);
            quarantined = List.copyOf(quarantined);
        }

        /** Refused documents by code. */
        public Map<String, Integer> rejected() {
            Map<String, Integer> counts = new HashMap<>();
            quarantined.forEach(refused -> counts.merge(refused.code(), 1, Integer::sum));
            return counts;
        }
    }
}
