// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import java.util.EnumSet;
import java.util.Set;

/** Every metric that the gateway gives to CloudWatch; {@code docs/gateway-metrics.md} says what to do about each. */
public enum Metric {
    /** Kinesis records that came. */
    RECORDS("Records"),
    /** Documents that came back from quarantine. */
    REDRIVEN("Redriven"),
    /** Documents in the records, or messages. */
    DOCUMENTS("Documents"),
    /** Documents that were requests of OpenTelemetry spans, and were translated. */
    SPAN_REQUESTS("SpanRequests"),
    /** Documents that came of such requests: segments, and requests of refused spans. */
    FROM_SPANS("FromSpans"),
    /** Spans in requests, refused ones included. */
    SPANS("Spans"),
    /** Spans that became documents. */
    TRANSLATED_SPANS("TranslatedSpans"),
    /** Spans that were refused, by code. */
    REJECTED_SPANS_BY_REASON("RejectedSpansByReason"),
    /** Spans that X-Ray has taken as segments. */
    XRAY_SPANS_DELIVERED("XRaySpansDelivered"),
    /** Spans that were refused on their way to becoming segments in X-Ray. */
    XRAY_SPANS_REFUSED("XRaySpansRefused"),
    /** Spans that come again for PutTraceSegments. */
    XRAY_SPANS_UNFINISHED("XRaySpansUnfinished"),
    /** Spans for the OTLP endpoint, refused ones included. */
    OTLP_SPANS("OtlpSpans"),
    /** Spans that the OTLP endpoint has taken. */
    OTLP_SPANS_DELIVERED("OtlpSpansDelivered"),
    /** Spans that were refused on their way to the OTLP endpoint, or by it. */
    OTLP_SPANS_REFUSED("OtlpSpansRefused"),
    /** Spans of delivered requests that the OTLP endpoint rejected without naming them, by its code. */
    UNNAMED_SPANS_BY_REASON("UnnamedSpansByReason"),
    /** Spans that come again for the OTLP endpoint. */
    OTLP_SPANS_UNFINISHED("OtlpSpansUnfinished"),
    /** Documents more than came, since one was too large or was an array of several. */
    SPLIT_OFF("SplitOff"),
    /** Documents that were valid as they came. */
    ACCEPTED("Accepted"),
    /** Documents that were repaired. */
    REPAIRED("Repaired"),
    /** Repairs by kind. */
    REPAIRS_BY_KIND("RepairsByKind"),
    /** Documents with times that cannot be, by kind of suspicion. */
    SUSPICIOUS_TIMES_BY_KIND("SuspiciousTimesByKind"),
    /** Documents to which something was added. */
    ENRICHED("Enriched"),
    /** Parts that documents did not get for want of room, by part. */
    GIVEN_UP_BY_PART("GivenUpByPart"),
    /** Values taken out or changed, by action. */
    REDACTED_BY_ACTION("RedactedByAction"),
    /** Readings of policies that failed, by kind; where there was a good one before, it stays. */
    POLICY_PROBLEMS("PolicyProblems"),
    /** Documents that X-Ray has taken. */
    DELIVERED("Delivered"),
    /** Documents for X-Ray whose root carries {@code fault}; one may carry several of the three. */
    FAULTS("Faults"),
    /** Documents for X-Ray whose root carries {@code error}. */
    ERRORS("Errors"),
    /** Documents for X-Ray whose root carries {@code throttle}. */
    THROTTLED("Throttled"),
    /** Documents refused and gone, since there is no queue for them. */
    REJECTED("Rejected"),
    /** Documents refused again when they came from quarantine, and kept in the parked queue. */
    PARKED("Parked"),
    /** Documents of a tenant without a policy that can be used, kept in the held queue until there is one. */
    HELD("Held"),
    /** Documents of such a tenant in records that no message takes; they are unfinished as well. */
    TOO_LARGE_TO_HOLD("TooLargeToHold"),
    /** Documents refused and kept. */
    QUARANTINED("Quarantined"),
    /** Documents refused, kept or not, by code. */
    REJECTED_BY_REASON("RejectedByReason"),
    /** Records that are not blocks. */
    UNREADABLE("Unreadable"),
    /** Records that are not blocks, by reason. */
    UNREADABLE_BY_REASON("UnreadableByReason"),
    /** Documents that come again. */
    UNFINISHED("Unfinished"),
    /** Calls of X-Ray made again. */
    RETRIES("Retries"),
    /** Calls that X-Ray throttled. */
    THROTTLED_CALLS("ThrottledCalls"),
    /** Calls that failed otherwise, by code. */
    CALL_FAILURES("CallFailures"),
    /** Time of a call. */
    CALL_LATENCY("CallLatency", "Milliseconds"),
    /** Time of the invocation. */
    INVOCATION_TIME("InvocationTime", "Milliseconds"),
    /** Age of the last record when the invocation began. */
    ITERATOR_LAG("IteratorLag", "Milliseconds"),
    /** Blocks that this process has seen before. */
    DUPLICATE_BLOCKS("DuplicateBlocks"),
    /** Gaps in producers' sequences. */
    MISSING_BLOCKS("MissingBlocks");

    private static final Set<Metric> COMPARED = EnumSet.of(
            DOCUMENTS,
            REPAIRED,
            DELIVERED,
            REJECTED,
            QUARANTINED,
            UNFINISHED,
            RETRIES,
            THROTTLED_CALLS,
            CALL_LATENCY,
            INVOCATION_TIME,
            ITERATOR_LAG);

    private final String label;
    private final String unit;

    Metric(String label) {
        this(label, "Count");
    }

    Metric(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    /** Whether it tells of a release, and so counts by ring as well. */
    boolean isComparedByRing() {
        return COMPARED.contains(this);
    }

    /** Its name in CloudWatch. */
    public String label() {
        return label;
    }

    /** Its unit in CloudWatch. */
    public String unit() {
        return unit;
    }
}
