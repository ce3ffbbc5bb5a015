// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** Decides, by mode, whether something wrong is repaired or ends the walk; knows where the walk is. */
final class Fixes {

    private final ValidationMode mode;
    private final Path path;
    private final Findings findings;
    private final Edits edits;

    Fixes(ValidationMode mode, Path path, Findings findings, Edits edits) {
        this.mode = mode;
        this.path = path;
        this.findings = findings;
        this.edits = edits;
    }

    Path path() {
        return path;
    }

    /** Where the caller, once {@link #may} allowed it, notes the change. */
    Edits edits() {
        return edits;
    }

    Outcome reject(RejectionReason reason, int depth, String message) {
        findings.reject(reason, path.pointer(depth), message);
        return Outcome.FAIL;
    }

    /** Rejects for a value that is not what {@code field} must be. */
    Outcome wrong(Field field, int depth) {
        RejectionReason reason = switch (field.kind) {
            case ID -> RejectionReason.INVALID_ID;
            case TRACE_ID -> RejectionReason.INVALID_TRACE_ID;
            case NAME -> RejectionReason.INVALID_NAME;
            case ANNOTATION -> RejectionReason.INVALID_ANNOTATION;
            default -> RejectionReason.INVALID_FIELD;
        };
        return reject(reason, depth, subject(field) + " must be " + field.kind.expected());
    }

    /** True where the repair is allowed, and then noted; else the document is rejected for {@code reason}. */
    boolean may(Repair repair, RejectionReason reason, int depth, String message) {
        if (mode == ValidationMode.STRICT) {
            reject(reason, depth, message);
            return false;
        }
        findings.repaired(repair, path, depth);
        return true;
    }

    static String subject(Field field) {
        return field.name.isEmpty() ? "the value" : field.name;
    }
}
