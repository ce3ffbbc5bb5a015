// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import io.raygate.maven.check.Finding.Severity;
import io.raygate.schema.DocumentLimits;
import io.raygate.schema.Refusal;
import io.raygate.schema.RejectionReason;
import io.raygate.schema.SegmentValidator;
import io.raygate.schema.SuspiciousTime;
import io.raygate.schema.TimeLimits;
import io.raygate.schema.ValidationMode;
import io.raygate.schema.Verdict;
import io.raygate.schema.Verdict.AppliedRepair;
import io.raygate.schema.Verdict.Rejected;
import io.raygate.schema.Verdict.Repaired;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is wrong with one segment document. Not thread-safe. */
final class DocumentCheck {

    private final SegmentValidator validator;

    DocumentCheck(ValidationMode mode, int maxFindings) {
        this.validator = new SegmentValidator(mode, DocumentLimits.DEFAULT, TimeLimits.DEFAULT, maxFindings);
    }

    /** {@code lineOffset} is how many lines of the file stand before the document. */
    List<Finding> check(String file, byte[] document, int lineOffset) {
        Text text = Text.json(new String(document, StandardCharsets.UTF_8), lineOffset);
        List<Finding> findings = new ArrayList<>();
        Verdict verdict = validator.validate(document, 0, document.length);
        if (verdict instanceof Repaired repaired) {
            repaired.repairs().forEach(repair -> findings.add(repaired(file, text, repair)));
        }
        if (verdict instanceof Rejected) {
            validator.refusals().forEach(refusal -> findings.add(rejected(file, text, refusal)));
        }
        validator.suspicions().forEach(time -> findings.add(suspicious(file, text, time)));
        return findings;
    }

    private static Finding repaired(String file, Text text, AppliedRepair repair) {
        String words = repair.repair().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String message = words + change(repair);
        Text.Place place = text.place(repair.pointer());
        return finding(
                Severity.REPAIRED,
                file,
                place,
                repair.pointer(),
                repair.repair().name(),
                message,
                "");
    }

    private static String change(AppliedRepair repair) {
        if (repair.before().isEmpty() && repair.after().isEmpty()) {
            return "";
        }
        String before = repair.before().isEmpty() ? "nothing" : repair.before();
        return ": " + before + " becomes " + (repair.after().isEmpty() ? "nothing" : repair.after());
    }

    private static Finding rejected(String file, Text text, Refusal refusal) {
        boolean broken = refusal.reason() == RejectionReason.NOT_JSON;
        Text.Place place = broken ? text.placeOfBreak() : text.place(refusal.pointer());
        String found = refusal.found().isEmpty() ? "" : ", found " + refusal.found();
        String message = refusal.message() + found;
        String remedy = refusal.reason().remedy();
        return finding(
                Severity.REJECTED,
                file,
                place,
                refusal.pointer(),
                refusal.reason().name(),
                message,
                remedy);
    }

    private static Finding suspicious(String file, Text text, SuspiciousTime time) {
        String message = Remedies.meaning(time.suspicion()) + ": found " + time.found() + ", beside " + time.against();
        String remedy = Remedies.of(time.suspicion());
        Text.Place place = text.place(time.pointer());
        return finding(
                Severity.SUSPICIOUS,
                file,
                place,
                time.pointer(),
                time.suspicion().name(),
                message,
                remedy);
    }

    private static Finding finding(
            Severity severity,
            String file,
            Text.Place place,
            String pointer,
            String reason,
            String message,
            String remedy) {
        return new Finding(severity, file, place.line(), place.column(), pointer, reason, message, remedy);
    }
}
