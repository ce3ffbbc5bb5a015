// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Verdict.Accepted;
import io.raygate.schema.Verdict.AppliedRepair;
import io.raygate.schema.Verdict.Rejected;
import io.raygate.schema.Verdict.Repaired;
import io.raygate.schema.explain.ContractSchema;
import io.raygate.schema.explain.DocumentOracle;
import io.raygate.schema.explain.SchemaChecker;
import io.raygate.schema.explain.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fast validator in both modes, beside the oracle. */
final class Agreement {

    /** Of the oracle: what no tolerated form can excuse. */
    private static final Set<String> TEXT_RULES = Set.of("size", "text", "json", "number");

    private final JsonMapper mapper = new JsonMapper();
    private final SchemaChecker schemas = new SchemaChecker();
    private final DocumentOracle oracle;
    private final SegmentValidator strict;
    private final SegmentValidator repairing;

    Agreement(DocumentLimits limits) {
        this.oracle = new DocumentOracle(limits, schemas);
        this.strict = new SegmentValidator(ValidationMode.STRICT, limits);
        this.repairing = new SegmentValidator(ValidationMode.REPAIR, limits);
    }

    /**
     * Empty where both say the same in strict mode; where what repair mode leaves alone is valid but for what X-Ray is
     * known to take, and what it repairs was not; and where a repaired document needs no more repair.
     */
    List<String> disagreements(byte[] document) {
        List<String> found = new ArrayList<>(compare("strict", document));
        List<Violation> beforehand = untolerated(document);
        switch (repairing.validate(document, 0, document.length)) {
            case Accepted _ -> {
                if (!beforehand.isEmpty()) {
                    found.add(text("accepted", beforehand, document));
                }
            }
            case Repaired(var documents, var repairs) -> {
                if (beforehand.isEmpty() && !onlyTimes(repairs)) {
                    found.add(text("needless", repairs, document));
                }
                documents.forEach(repaired -> found.addAll(repaired(repaired, repairs)));
            }
            case Rejected rejected -> {
                if (beforehand.isEmpty()) {
                    found.add(text("tolerable", rejected, document));
                }
            }
        }
        return found;
    }

    private List<String> repaired(byte[] document, List<AppliedRepair> repairs) {
        List<String> found = new ArrayList<>(compare("repaired " + repairs, document));
        List<Violation> violations = untolerated(document);
        if (!violations.isEmpty()) {
            found.add(text("not valid after " + repairs, violations, document));
        }
        if (!(repairing.validate(document, 0, document.length) instanceof Accepted)) {
            found.add(text("needs more repair after", repairs, document));
        }
        return found;
    }

    private static boolean onlyTimes(List<AppliedRepair> repairs) {
        return repairs.stream().allMatch(applied -> applied.repair() == Repair.DIVIDED_MILLISECONDS);
    }

    /** What the oracle finds beyond the forms that X-Ray is known to take. */
    private List<Violation> untolerated(byte[] document) {
        List<Violation> violations = oracle.violations(document);
        if (violations.isEmpty() || TEXT_RULES.contains(violations.getFirst().rule())) {
            return violations;
        }
        JsonNode tree = mapper.readTree(new String(document, StandardCharsets.UTF_8));
        return tree.isObject() ? schemas.check(ContractSchema.DOCUMENT, Tolerated.without(tree)) : violations;
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
