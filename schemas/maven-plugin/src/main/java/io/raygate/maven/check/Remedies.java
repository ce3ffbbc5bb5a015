// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import io.raygate.schema.Suspicion;

/** The remedy for each kind of finding that does not name its own. */
final class Remedies {

    private Remedies() {}

    static String meaning(Suspicion suspicion) {
        return switch (suspicion) {
            case NOT_SECONDS -> "the time is before 2001 or after 2099";
            case END_BEFORE_START -> "end_time is before start_time";
            case TOO_OLD -> "X-Ray does not keep traces for that long";
            case IN_FUTURE -> "the time is in the future";
            case TRACE_ID_AGE -> "the trace id is much older than the document";
        };
    }

    static String of(Suspicion suspicion) {
        return switch (suspicion) {
            case NOT_SECONDS -> "write seconds since 1970, with fractions";
            case END_BEFORE_START -> "read both times from one clock";
            case TOO_OLD, IN_FUTURE -> "correct the sender's clock";
            case TRACE_ID_AGE -> "make a new id for each trace; X-Ray accepts random ids, too";
        };
    }

    /** For a keyword of JSON Schema. */
    static String ofRule(String rule) {
        return switch (rule) {
            case "additionalProperties" -> "remove the key or correct its spelling";
            case "required", "oneOf" -> "add what is missing";
            case "type" -> "write a value of that type; in YAML, quote numbers, yes and no that are meant as text";
            case "enum", "const" -> "write one of the listed values";
            case "pattern" -> "write it in the form that the schema describes";
            case "minimum", "maximum", "minLength", "maxLength" -> "stay within the limit";
            case "file-name",
                    "project-name",
                    "partition",
                    "concurrency",
                    "one-environment-per-account",
                    "name-length",
                    "environment",
                    "quota",
                    "account",
                    "redaction",
                    "unique-cluster",
                    "quota-sum",
                    "placeholder",
                    "sampling-source",
                    "share",
                    "share-sum",
                    "policy-size",
                    "other-cluster",
                    "hub",
                    "ambiguous",
                    "control-character",
                    "yaml" -> "";
            case "contains", "minContains", "maxContains" -> "list exactly one rule with the name Default";
            default -> "see the schema's description of the field";
        };
    }
}
