// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import io.raygate.maven.check.Finding.Severity;
import io.raygate.schema.explain.ContractSchema;
import io.raygate.schema.explain.SchemaChecker;
import io.raygate.schema.explain.Violation;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What is wrong with a tenant file or with sampling rules. */
final class ContractCheck {

    private final SchemaChecker schemas;

    ContractCheck(SchemaChecker schemas) {
        this.schemas = schemas;
    }

    List<Finding> check(String file, Text text, JsonNode tree, ContractSchema schema) {
        List<Finding> findings = new ArrayList<>();
        for (Violation violation : schemas.check(schema, tree)) {
            findings.add(finding(file, text, violation));
        }
        return findings;
    }

    static Finding finding(String file, Text text, Violation violation) {
        Text.Place place = text.place(violation.pointer());
        return new Finding(
                Severity.REJECTED,
                file,
                place.line(),
                place.column(),
                violation.pointer(),
                violation.rule(),
                violation.message(),
                Remedies.ofRule(violation.rule()));
    }
}
