// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import io.raygate.gateway.decode.DecodedEvent;
import io.raygate.gateway.decode.DeliveryTarget;
import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.enrich.EventEnricher.Enriched;
import io.raygate.gateway.export.EventExporter.Exported;
import io.raygate.gateway.observe.BlockSequences.BlockCounts;
import io.raygate.gateway.quarantine.QuarantineOutcome;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.redact.EventRedactor.Redacted;
import io.raygate.gateway.submit.Submission;
import io.raygate.gateway.translate.EventTranslator.Translated;
import io.raygate.gateway.validate.EventValidator.Validated;
import io.raygate.schema.DocumentOffsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Enters into the books of an invocation what each stage reports. */
public final class StageBooks {

    private StageBooks() {}

    /**
     * The event and the blocks in it.
     *
     * @param atUnixMillis when the invocation began, milliseconds since the epoch
     */
    public static void enter(
            InvocationBooks books, KinesisEvent event, DecodedEvent decoded, BlockCounts blocks, long atUnixMillis) {
        books.count(Metric.RECORDS, event.records().size())
                .count(Metric.DOCUMENTS, decoded.documents().size())
                .count(Metric.UNREADABLE, decoded.unreadable().size())
                .count(Metric.DUPLICATE_BLOCKS, blocks.duplicates())
                .count(Metric.MISSING_BLOCKS, blocks.missing())
                .add(BlockRange.of(decoded.blocks()))
                .add(Metric.UNREADABLE_BY_REASON, reasons(decoded.unreadable()));
        if (!event.records().isEmpty() && event.records().getLast().arrivalUnixMillis() > 0) {
            long lag = atUnixMillis - event.records().getLast().arrivalUnixMillis();
            books.set(Metric.ITERATOR_LAG, Math.max(0, lag));
        }
    }

    /** The messages that came from a queue. */
    public static void enterRedriven(InvocationBooks books, DecodedEvent decoded) {
        books.count(Metric.REDRIVEN, decoded.documents().size())
                .count(Metric.UNREADABLE, decoded.unreadable().size())
                .add(Metric.UNREADABLE_BY_REASON, reasons(decoded.unreadable()));
    }

    /**
     * What the stages did that the tenant's policy decides.
     *
     * @param policyProblems readings of policies that failed, by kind
     */
    public static void enter(
            InvocationBooks books,
            Translated translated,
            Validated validated,
            Redacted redacted,
            Enriched enriched,
            Map<String, Integer> policyProblems) {
        books.count(Metric.SPAN_REQUESTS, translated.requests())
                .count(Metric.FROM_SPANS, translated.made())
                .count(Metric.SPANS, translated.spans())
                .count(Metric.TRANSLATED_SPANS, translated.translatedSpans())
                .add(Metric.REJECTED_SPANS_BY_REASON, translated.rejectedSpans())
                .count(Metric.SPLIT_OFF, validated.splitOff())
                .count(Metric.ACCEPTED, validated.toSend().size() - validated.splitOff() - validated.repaired())
                .count(Metric.REPAIRED, validated.repaired())
                .count(Metric.FAULTS, count(validated, DocumentOffsets::fault))
                .count(Metric.ERRORS, count(validated, DocumentOffsets::error))
                .count(Metric.THROTTLED, count(validated, DocumentOffsets::throttle))
                .count(Metric.ENRICHED, enriched.enriched())
                .add(Metric.REPAIRS_BY_KIND, validated.repairs())
                .add(Metric.SUSPICIOUS_TIMES_BY_KIND, validated.suspiciousTimes())
                .add(Metric.REDACTED_BY_ACTION, redacted.redacted())
                .add(Metric.GIVEN_UP_BY_PART, enriched.givenUp())
                .add(Metric.POLICY_PROBLEMS, policyProblems);
    }

    /**
     * What became of requests for the OTLP endpoint on their way there.
     *
     * @param requests those that go nowhere else
     */
    public static void enter(InvocationBooks books, Exported exported, int requests) {
        books.count(Metric.SPAN_REQUESTS, requests)
                .count(Metric.FROM_SPANS, exported.made())
                .count(Metric.OTLP_SPANS, exported.spans())
                .count(Metric.ENRICHED, exported.enriched())
                .add(Metric.GIVEN_UP_BY_PART, exported.givenUp());
    }

    /**
     * What became of spans, for each API.
     *
     * @param refused documents of both, before they were sent and by X-Ray
     */
    public static void enterSpans(
            InvocationBooks books, List<Quarantined> refused, Submission segments, Submission spans) {
        books.count(Metric.XRAY_SPANS_DELIVERED, segments.deliveredSpans())
                .count(Metric.XRAY_SPANS_REFUSED, spans(refused, DeliveryTarget.XRAY))
                .count(Metric.XRAY_SPANS_UNFINISHED, segments.unfinishedSpans())
                .count(Metric.OTLP_SPANS_DELIVERED, spans.deliveredSpans())
                .count(Metric.OTLP_SPANS_REFUSED, spans(refused, DeliveryTarget.OTLP) + sum(spans.unnamedSpans()))
                .add(Metric.UNNAMED_SPANS_BY_REASON, spans.unnamedSpans())
                .count(Metric.OTLP_SPANS_UNFINISHED, spans.unfinishedSpans());
    }

    private static int spans(List<Quarantined> refused, DeliveryTarget target) {
        return refused.stream()
                .map(Quarantined::document)
                .filter(document -> document.target() == target)
                .mapToInt(ReceivedDocument::spans)
                .sum();
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What X-Ray says. */
    public static void enter(InvocationBooks books, Submission submission) {
        books.count(Metric.DELIVERED, submission.delivered())
                .count(Metric.SPLIT_OFF, submission.split().size())
                .count(Metric.RETRIES, submission.calls().retries())
                .count(Metric.THROTTLED_CALLS, submission.calls().throttled())
                .measure(Metric.CALL_LATENCY, submission.calls().millis())
                .add(Metric.CALL_FAILURES, submission.calls().failures());
    }

    /**
     * What became of refused documents, and of those that X-Ray has not answered for.
     *
     * @param keptAs what the kept ones count as
     */
    public static void enter(
            InvocationBooks books, Metric keptAs, List<Quarantined> refused, QuarantineOutcome kept, int unfinished) {
        books.count(keptAs, kept.kept())
                .count(Metric.REJECTED, kept.lost())
                .count(Metric.UNFINISHED, (long) unfinished + kept.unfinished())
                .add(Metric.REJECTED_BY_REASON, codes(refused));
    }

    /** What became of documents whose tenant has no policy. */
    public static void enterHeld(InvocationBooks books, QuarantineOutcome held) {
        books.count(Metric.HELD, held.kept())
                .count(Metric.TOO_LARGE_TO_HOLD, held.tooLarge())
                .count(Metric.UNFINISHED, held.unfinished());
    }

    /** Documents for which there was no time, or no policy now. */
    public static void enterUnfinished(InvocationBooks books, int documents) {
        books.count(Metric.UNFINISHED, documents);
    }

    /** How long the invocation took. */
    public static void enter(InvocationBooks books, Duration took) {
        books.set(Metric.INVOCATION_TIME, took.toMillis());
    }

    private static long count(Validated validated, Predicate<DocumentOffsets> tells) {
        return validated.toSend().stream()
                .filter(valid -> tells.test(valid.offsets()))
                .count();
    }

    private static Map<String, Integer> reasons(List<UnreadableRecord> unreadable) {
        Map<String, Integer> counts = new HashMap<>();
        unreadable.forEach(record -> counts.merge(record.code(), 1, Integer::sum));
        return counts;
    }

    /** X-Ray's own codes with the prefix {@code XRAY_}. */
    private static Map<String, Integer> codes(List<Quarantined> refused) {
        Map<String, Integer> counts = new HashMap<>();
        for (Quarantined document : refused) {
            String code = switch (document.reason()) {
                case REFUSED_BY_XRAY -> "XRAY_" + document.code();
                case INVALID,
                        UNTRANSLATABLE,
                        NOT_FOR_OTLP,
                        UNSUPPORTED_KIND,
                        CLUSTER_NOT_OWNED,
                        NAMESPACE_NOT_OWNED,
                        ORIGIN_NOT_SIGNED,
                        NO_POLICY,
                        UNREADABLE_BLOCK -> document.code();
            };
            counts.merge(code, 1, Integer::sum);
        }
        return counts;
    }
}
