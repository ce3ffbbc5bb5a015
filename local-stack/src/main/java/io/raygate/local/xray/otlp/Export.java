// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.otlp;

import io.raygate.local.aws.AwsResponse;
import io.raygate.local.fault.Candidate;
import io.raygate.local.fault.Faults;
import io.raygate.local.xray.intake.SpanIntake;
import io.raygate.otlp.SpanTranslator;
import io.raygate.otlp.Translation;
import io.raygate.otlp.TranslationRules;
import io.raygate.otlp.read.MalformedException;
import io.raygate.otlp.read.TraceRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One request on its way into the store: limits, faults of single spans, translation. */
final class Export {

    /** Where the documents go, and what is counted and made to fail on the way. */
    record Way(SpanIntake intake, SpanCounters counters, Faults faults, TranslationRules rules) {}

    private final Way way;
    private final Encoding encoding;
    private final Instant now;
    private final Map<String, Integer> rejected = new LinkedHashMap<>();

    private Export(Way way, Encoding encoding, Instant now) {
        this.way = way;
        this.encoding = encoding;
        this.now = now;
    }

    static AwsResponse answer(Way way, Encoding encoding, byte[] body, Instant now) {
        try {
            return new Export(way, encoding, now).take(encoding.toProtobuf(body));
        } catch (MalformedException e) {
            return refuse(way, encoding, Refusal.invalid("The request is malformed: " + e.description()));
        }
    }

    static AwsResponse refuse(Way way, Encoding encoding, Refusal refusal) {
        way.counters.refused(refusal);
        return encoding.error(refusal);
    }

    private AwsResponse take(byte[] protobuf) {
        TraceRequest request = TraceRequest.read(protobuf, 0, protobuf.length, SpanLimits.MAX_SPANS);
        SpanLimits limits = SpanLimits.of(request, now);
        Optional<Refusal> refusal = limits.refusal();
        if (refusal.isPresent()) {
            return refuse(way, encoding, refusal.get());
        }
        rejected.putAll(limits.beyond());
        byte[] wanted = request.only(withoutFaults(protobuf, limits.within()));
        return switch (new SpanTranslator(way.rules).translate(wanted, 0, wanted.length, "")) {
            case Translation.Refused refused ->
                refuse(way, encoding, Refusal.tooLarge("raygate.local.otlp.max-translated-size: " + refused.message()));
            case Translation.Translated translated -> store(translated);
        };
    }

    private Set<TraceRequest.SpanSlice> withoutFaults(byte[] protobuf, Set<TraceRequest.SpanSlice> spans) {
        Set<TraceRequest.SpanSlice> wanted = new LinkedHashSet<>();
        for (TraceRequest.SpanSlice span : spans) {
            byte[] bytes = Arrays.copyOfRange(protobuf, span.from(), span.to());
            way.faults
                    .forEntry(Candidate.of(OtlpApi.OPERATION, bytes), now)
                    .ifPresentOrElse(
                            fault -> rejected.merge(fault.effect().code(), 1, Integer::sum), () -> wanted.add(span));
        }
        return wanted;
    }

    private AwsResponse store(Translation.Translated translated) {
        translated.documents().forEach(way.intake::take);
        translated.rejected().forEach(spans -> rejected.merge(spans.reason().name(), spans.spans(), Integer::sum));
        way.counters.stored(translated.translatedSpans(), translated.documents().size());
        way.counters.rejected(rejected);
        int spans = rejected.values().stream().mapToInt(Integer::intValue).sum();
        return encoding.success(spans, "Rejected spans: " + rejected);
    }
}
