// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import io.raygate.maven.check.Finding.Severity;
import io.raygate.schema.DocumentLimits;
import io.raygate.schema.RejectionReason;
import io.raygate.schema.SegmentValidator;
import io.raygate.schema.ValidationMode;
import io.raygate.schema.Verdict.Accepted;
import io.raygate.schema.Verdict.AppliedRepair;
import io.raygate.schema.Verdict.Rejected;
import io.raygate.schema.Verdict.Repaired;
import io.raygate.schema.explain.DocumentOracle;
import io.raygate.schema.explain.SchemaChecker;
import io.raygate.schema.explain.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is wrong with one segment document. Not thread-safe. */
final class DocumentCheck {

    private final ValidationMode mode;
    private final SegmentValidator validator;
    private final DocumentOracle oracle;

    DocumentCheck(ValidationMode mode, SchemaChecker schemas) {
        this.mode = mode;
        this.validator = new SegmentValidator(mode, DocumentLimits.DEFAULT);
        this.oracle = new DocumentOracle(DocumentLimits.DEFAULT, schemas);
    }

    /** {@code lineOffset} is how many lines of the file stand before the document. */
    List<Finding> check(String file, byte[] document, int lineOffset) {
        Text text = Text.json(new String(document, StandardCharsets.UTF_8), lineOffset);
        return switch (validator.validate(document, 0, document.length)) {
            case Accepted() -> List.of();
            case Repaired(var documents, var repairs) -> repairs(file, text, repairs);
            case Rejected rejected -> rejections(file, text, rejected, document);
        };
    }

    private static List<Finding> repairs(String file, Text text, List<AppliedRepair> repairs) {
        List<Finding> findings = new ArrayList<>();
        for (AppliedRepair repair : repairs) {
            Text.Place place = text.place(repair.pointer());
            String words = repair.repair().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            findings.add(new Finding(
                    Severity.REPAIRED,
                    file,
                    place.line(),
                    place.column(),
                    repair.pointer(),
                    repair.repair().name(),
                    words,
                    ""));
        }
        return findings;
    }

    /** What the validator stopped at; in strict mode also everything else that the schema finds. */
    private List<Finding> rejections(String file, Text text, Rejected rejected, byte[] document) {
        List<Finding> findings = new ArrayList<>();
        boolean broken = rejected.reason() == RejectionReason.NOT_JSON;
        Text.Place place = broken ? text.placeOfBreak() : text.place(rejected.pointer());
        findings.add(new Finding(
                Severity.REJECTED,
                file,
                place.line(),
                place.column(),
                rejected.pointer(),
                rejected.reason().name(),
                rejected.message(),
                Remedies.of(rejected.reason())));
        if (mode == ValidationMode.STRICT && !broken) {
            for (Violation violation : oracle.violations(document)) {
                if (!violation.pointer().equals(rejected.pointer())) {
                    findings.add(ContractCheck.finding(file, text, violation));
                }
            }
        }
        return findings;
    }
}
