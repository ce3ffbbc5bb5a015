// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.validate;

import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.quarantine.QuarantineReason;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.validate.EventValidator.Validated;
import io.raygate.schema.DocumentOffsets;
import io.raygate.schema.SegmentValidator;
import io.raygate.schema.Suspicion;
import io.raygate.schema.SuspiciousTime;
import io.raygate.schema.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** The verdicts on the documents of one event, as they come in. */
final class Verdicts {

    private final List<ValidDocument> toSend;
    private final Map<String, Integer> repairs = new HashMap<>();
    private final Map<String, Integer> suspiciousTimes = new HashMap<>();
    private final List<Quarantined> quarantined = new ArrayList<>();
    private final BiFunction<ReceivedDocument, Verdict, Optional<ReceivedDocument>> asWritten;
    private int splitOff;
    private int repaired;

    Verdicts(int expectedDocuments, BiFunction<ReceivedDocument, Verdict, Optional<ReceivedDocument>> asWritten) {
        this.toSend = new ArrayList<>(expectedDocuments);
        this.asWritten = asWritten;
    }

    void add(ReceivedDocument received, SegmentValidator validator) {
        Document document = received.document();
        if (document.kind() != DocumentKind.XRAY_JSON) {
            quarantined.add(Quarantined.whole(
                    received, QuarantineReason.UNSUPPORTED_KIND, "this gateway does not translate " + document.kind()));
            return;
        }
        Verdict verdict = verdict(received, validator);
        List<SuspiciousTime> times = validator.suspicions();
        if (verdict instanceof Verdict.Accepted) {
            count(times);
            accepted(received, validator.offsets());
            return;
        }
        asWritten
                .apply(received, verdict)
                .ifPresentOrElse(
                        clean -> add(clean, verdict(clean, validator), validator.suspicions(), validator),
                        () -> add(received, verdict, times, validator));
    }

    private static Verdict verdict(ReceivedDocument received, SegmentValidator validator) {
        Document document = received.document();
        return validator.validate(
                document.content(), document.offset(), document.length(), document.receivedUnixNanos());
    }

    private void add(
            ReceivedDocument received, Verdict verdict, List<SuspiciousTime> times, SegmentValidator validator) {
        switch (verdict) {
            case Verdict.Accepted _ -> {
                count(times);
                accepted(received, validator.offsets());
            }
            case Verdict.Repaired fixed -> {
                count(times);
                add(received, fixed, validator);
            }
            case Verdict.Rejected refused -> quarantined.add(refused(received, refused));
        }
    }

    Validated toEvent() {
        return new Validated(toSend, splitOff, repaired, repairs, suspiciousTimes, quarantined);
    }

    /** Each kind once a document. */
    private void count(List<SuspiciousTime> found) {
        if (found.isEmpty()) {
            return;
        }
        Set<Suspicion> kinds = EnumSet.noneOf(Suspicion.class);
        found.forEach(time -> kinds.add(time.suspicion()));
        kinds.forEach(kind -> suspiciousTimes.merge(kind.name(), 1, Integer::sum));
    }

    private void add(ReceivedDocument received, Verdict.Repaired fixed, SegmentValidator validator) {
        repaired++;
        splitOff += fixed.documents().size() - 1;
        fixed.repairs().forEach(applied -> repairs.merge(applied.repair().name(), 1, Integer::sum));
        ReceivedDocument part = received; // the spans count once
        for (byte[] body : fixed.documents()) {
            validator.validate(body, 0, body.length);
            accepted(part.withBody(body), validator.offsets());
            part = received.withSpans(0, received.target());
        }
    }

    private void accepted(ReceivedDocument received, DocumentOffsets offsets) {
        toSend.add(new ValidDocument(received.withFailed(tellsOfFailure(offsets)), offsets.copy()));
    }

    private static boolean tellsOfFailure(DocumentOffsets offsets) {
        return offsets.fault() || offsets.error() || offsets.throttle();
    }

    private static Quarantined refused(ReceivedDocument received, Verdict.Rejected verdict) {
        return new Quarantined(
                received, QuarantineReason.INVALID, verdict.reason().name(), verdict.pointer(), verdict.message());
    }
}
