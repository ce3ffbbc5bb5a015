// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Verdict.Accepted;
import io.raygate.schema.Verdict.Rejected;
import io.raygate.schema.Verdict.Repaired;
import io.raygate.schema.explain.DocumentOracle;
import io.raygate.schema.explain.SchemaChecker;
import io.raygate.schema.explain.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The fast validator in both modes, beside the oracle. */
final class Agreement {

    private final DocumentOracle oracle;
    private final SegmentValidator strict;
    private final SegmentValidator repairing;

    Agreement(DocumentLimits limits) {
        this.oracle = new DocumentOracle(limits, new SchemaChecker());
        this.strict = new SegmentValidator(ValidationMode.STRICT, limits);
        this.repairing = new SegmentValidator(ValidationMode.REPAIR, limits);
    }

    /** Empty where both say the same, and where what was repaired is valid for both. */
    List<String> disagreements(byte[] document) {
        List<String> found = new ArrayList<>(compare("strict", document));
        if (repairing.validate(document, 0, document.length) instanceof Repaired(var documents, var repairs)) {
            for (byte[] repaired : documents) {
                found.addAll(compare("repaired " + repairs, repaired));
                if (!(strict.validate(repaired, 0, repaired.length) instanceof Accepted)) {
                    found.add("not valid after " + repairs + ": " + new String(repaired, StandardCharsets.UTF_8));
                }
            }
        }
        return found;
    }

    private List<String> compare(String what, byte[] document) {
        List<Violation> violations = oracle.violations(document);
        return switch (strict.validate(document, 0, document.length)) {
            case Accepted() ->
                violations.isEmpty()
                        ? List.of()
                        : List.of(text(what + ": only the oracle rejects", violations, document));
            case Rejected rejected ->
                violations.isEmpty()
                        ? List.of(text(what + ": only the fast one rejects", rejected, document))
                        : List.of();
            case Repaired repaired -> List.of(text(what + ": repaired in strict mode", repaired, document));
        };
    }

    private static String text(String what, Object verdict, byte[] document) {
        return what + " " + verdict + "\n" + new String(document, StandardCharsets.UTF_8);
    }
}
