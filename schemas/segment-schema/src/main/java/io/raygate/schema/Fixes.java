// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Verdict.AppliedRepair;

/** Decides, by mode, whether something wrong is repaired or refused; knows where the walk is. */
final class Fixes {

    private final ValidationMode mode;
    private final JsonScanner scanner;
    private final Path path;
    private final Findings findings;
    private final Edits edits;

    Fixes(ValidationMode mode, JsonScanner scanner, Path path, Findings findings, Edits edits) {
        this.mode = mode;
        this.scanner = scanner;
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

    /** Whether documents are repaired; else they are refused for what could be. */
    boolean isRepairing() {
        return mode == ValidationMode.REPAIR;
    }

    /** Refuses the document because it is not JSON: the position that stands for a failure. */
    int syntax(int depth, String message) {
        RejectionReason reason = scanner.malformed ? RejectionReason.MALFORMED_TEXT : RejectionReason.NOT_JSON;
        findings.reject(reason, path.pointer(depth), scanner.malformed ? "the text is not UTF-8" : message, "");
        return JsonScanner.FAILED;
    }

    /** Refuses the document for something that is not there. */
    Outcome reject(RejectionReason reason, int depth, String message) {
        return reject(reason, path.pointer(depth), message, "");
    }

    /** Refuses the document; the walk goes on where more findings are wanted, as if the value were good. */
    Outcome reject(RejectionReason reason, String pointer, String message, String found) {
        findings.reject(reason, pointer, message, found);
        return refused();
    }

    /** What becomes of a value for which {@link #may} was false. */
    Outcome refused() {
        return findings.isFull() ? Outcome.FAIL : Outcome.KEEP;
    }

    /** A value that is not what {@code field} must be, and cannot be made so: removed, unless the document hangs on it. */
    Outcome wrong(Field field, int depth) {
        String message = subject(field) + " must be " + field.kind.expected();
        if (field.mark.vital()) {
            return reject(reason(field), path.pointer(depth), message, found());
        }
        Repair repair = field.kind == Kind.ID ? Repair.REMOVED_ID : Repair.REMOVED_FIELD;
        return drop(repair, reason(field), depth, message);
    }

    /** Removes the value that the scanner names. */
    Outcome drop(Repair repair, RejectionReason reason, int depth, String message) {
        return may(repair, reason, depth, message, "") ? Outcome.DROP : refused();
    }

    /** Writes {@code after} for the value that the scanner names. */
    Outcome replace(Repair repair, RejectionReason reason, int depth, String message, String after) {
        if (!may(repair, reason, depth, message, after)) {
            return refused();
        }
        edits.replace(scanner.valueStart, scanner.valueEnd, after);
        return Outcome.KEEP;
    }

    /** True where the value that the scanner names may become {@code after}; this is then noted. Else it is refused. */
    boolean may(Repair repair, RejectionReason reason, int depth, String message, String after) {
        return may(repair, reason, depth, message, scanner.valueStart, scanner.valueEnd, after);
    }

    /** The same for the bytes {@code [from, to)}. */
    boolean may(Repair repair, RejectionReason reason, int depth, String message, int from, int to, String after) {
        if (!isRepairing()) {
            reject(reason, path.pointer(depth), message, Excerpt.of(scanner.in, from, to));
            return false;
        }
        if (findings.lists(repair)) {
            String before = Excerpt.of(scanner.in, from, to);
            findings.repaired(new AppliedRepair(repair, path.pointer(depth), before, Excerpt.of(after)));
        }
        return true;
    }

    /** Notes a change that the caller has made. */
    void note(AppliedRepair repair) {
        if (findings.lists(repair.repair())) {
            findings.repaired(repair);
        }
    }

    private String found() {
        return Excerpt.of(scanner.in, scanner.valueStart, scanner.valueEnd);
    }

    private static RejectionReason reason(Field field) {
        return switch (field.kind) {
            case ID -> RejectionReason.INVALID_ID;
            case TRACE_ID -> RejectionReason.INVALID_TRACE_ID;
            case NAME -> RejectionReason.INVALID_NAME;
            case ANNOTATION -> RejectionReason.INVALID_ANNOTATION;
            default -> RejectionReason.INVALID_FIELD;
        };
    }

    static String subject(Field field) {
        return field.name.isEmpty() ? "the value" : field.name;
    }
}
