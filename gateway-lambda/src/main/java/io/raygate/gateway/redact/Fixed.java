// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import java.util.List;

/**
 * Values without which, or in another form of which, a document would not be valid. Rules that name one are refused;
 * wildcards pass over it. A test holds that what is redacted stays valid.
 *
 * @param names from a segment or subsegment downwards
 */
record Fixed(List<String> names, Kind kind) {

    /** How much of it must stay. */
    enum Kind {
        /** Required, and of a form. */
        VALUE,
        /** Of a form, but not required. */
        FORM,
        /** Of a form where it is a string. */
        STRING,
        /** A number where it is one. */
        NUMBER
    }

    /** All of them: what {@code parts.schema.json} requires or gives a form. */
    static final List<Fixed> ALL = List.of(
            of(Kind.VALUE, "name"),
            of(Kind.VALUE, "id"),
            of(Kind.VALUE, "trace_id"),
            of(Kind.VALUE, "start_time"),
            of(Kind.VALUE, "end_time"),
            of(Kind.VALUE, "in_progress"),
            of(Kind.VALUE, "parent_id"),
            of(Kind.VALUE, "type"),
            of(Kind.VALUE, "cause", "exceptions", "id"),
            of(Kind.FORM, "namespace"),
            of(Kind.FORM, "precursor_ids"),
            of(Kind.STRING, "cause"),
            of(Kind.NUMBER, "cause", "exceptions", "truncated"),
            of(Kind.NUMBER, "cause", "exceptions", "skipped"),
            of(Kind.NUMBER, "cause", "exceptions", "stack", "line"),
            of(Kind.NUMBER, "http", "response", "status"),
            of(Kind.NUMBER, "http", "response", "content_length"),
            of(Kind.NUMBER, "aws", "elastic_beanstalk", "deployment_id"));

    private static Fixed of(Kind kind, String... names) {
        return new Fixed(List.of(names), kind);
    }

    static void refuse(RedactionPath path, RedactionAction action) {
        for (Fixed fixed : ALL) {
            if (path.matches(fixed.names) && fixed.forbids(action)) {
                throw new IllegalArgumentException("would make documents invalid, which need "
                        + String.join(".", fixed.names)
                        + (fixed.kind == Kind.VALUE
                                ? "; write a path that does not match it, such as metadata." + path
                                : " in its form; write the action drop, or a path that does not match it"));
            }
        }
    }

    private boolean forbids(RedactionAction action) {
        return switch (kind) {
            case VALUE -> true;
            case FORM -> action != RedactionAction.DROP;
            case STRING -> false;
            case NUMBER -> action == RedactionAction.HASH;
        };
    }
}
