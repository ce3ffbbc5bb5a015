// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Shape.Role;

/** What becomes of numbers, booleans, nulls, and of values that are objects or arrays in the wrong place. */
final class ScalarRules {

    private static final String EMPTY_OBJECT = "{}";
    private static final String EMPTY_ARRAY = "[]";

    private final JsonScanner scanner;
    private final Fixes fixes;
    private final DocumentOffsets offsets;

    ScalarRules(JsonScanner scanner, Fixes fixes, DocumentOffsets offsets) {
        this.scanner = scanner;
        this.fixes = fixes;
        this.offsets = offsets;
    }

    /** An object or array where the field allows none or the other. */
    Outcome wrongContainer(Field field, int depth) {
        if (field.kind == Kind.ANNOTATION) {
            return badAnnotation(depth, "an annotation must be a string, number or boolean");
        }
        // an empty subsegment would lack a name, an id and its times
        boolean object =
                (field.kind == Kind.OBJECT || field.kind == Kind.CAUSE) && field.shape.role() != Role.SUBSEGMENT;
        if ((!object && field.kind != Kind.ARRAY) || !scanner.isEmpty()) {
            return fixes.wrong(field, depth);
        }
        String message = Fixes.subject(field) + " must be " + field.kind.expected();
        String empty = object ? EMPTY_OBJECT : EMPTY_ARRAY;
        return fixes.replace(Repair.REPLACED_EMPTY, RejectionReason.INVALID_FIELD, depth, message, empty);
    }

    Outcome nothing(Field field, int depth) {
        if (field.kind == Kind.ANY || (field.mark.takesNull() && fixes.isRepairing())) {
            return Outcome.KEEP;
        }
        if (field.kind == Kind.ANNOTATION) {
            return badAnnotation(depth, "an annotation must not be null");
        }
        String message = Fixes.subject(field) + " must not be null";
        return fixes.drop(Repair.REMOVED_NULL, RejectionReason.INVALID_FIELD, depth, message);
    }

    private Outcome badAnnotation(int depth, String message) {
        return fixes.drop(Repair.REMOVED_ANNOTATION, RejectionReason.INVALID_ANNOTATION, depth, message);
    }

    /** The boolean that the scanner names. */
    Outcome bool(Field field, int depth, boolean value) {
        return switch (field.kind) {
            case ANY, ANNOTATION -> Outcome.KEEP;
            case BOOLEAN -> mark(field, depth, value);
            case IN_PROGRESS -> value ? Outcome.KEEP : notInProgress(depth);
            case STRING -> quoted(field, depth);
            case NUMBER, TIME, ID, TRACE_ID, NAME, NAMESPACE, TYPE, CAUSE, OBJECT, ARRAY -> fixes.wrong(field, depth);
        };
    }

    /** The Python SDK writes false beside each end_time, and X-Ray takes it; it is as good as absent. */
    private Outcome notInProgress(int depth) {
        if (fixes.isRepairing()) {
            return Outcome.KEEP_UNSEEN;
        }
        String message = "in_progress must be true or absent";
        Outcome outcome = fixes.reject(RejectionReason.TIME_CONFLICT, depth, message);
        return outcome == Outcome.FAIL ? outcome : Outcome.KEEP_UNSEEN;
    }

    /** The number or non-finite word that the scanner names. */
    Outcome number(Field field, int depth, boolean finite) {
        return switch (field.kind) {
            case ANY, ANNOTATION -> finite ? Outcome.KEEP : notFinite(depth, true);
            case NUMBER -> finite ? Outcome.KEEP : notFinite(depth, false);
            case TIME -> finite ? time(field, depth) : notFinite(depth, false);
            case STRING -> finite ? quoted(field, depth) : notFinite(depth, true);
            case BOOLEAN, IN_PROGRESS -> isBit() ? converted(field, depth) : fixes.wrong(field, depth);
            case ID, TRACE_ID, NAME, NAMESPACE, TYPE, CAUSE, OBJECT, ARRAY -> fixes.wrong(field, depth);
        };
    }

    private Outcome notFinite(int depth, boolean quotable) {
        String message = "a number is not finite or too long";
        return quotable
                ? quote(Repair.REPLACED_NUMBER, RejectionReason.NUMBER_OUT_OF_RANGE, depth, message)
                : fixes.drop(Repair.REPLACED_NUMBER, RejectionReason.NUMBER_OUT_OF_RANGE, depth, message);
    }

    /** Remembered: whether a time can be is known only at the end of its object. */
    private Outcome time(Field field, int depth) {
        Frame frame = fixes.path().at(depth);
        if (field.mark == Mark.START_TIME) {
            frame.startFrom = scanner.valueStart;
            frame.startTo = scanner.valueEnd;
        } else {
            frame.endFrom = scanner.valueStart;
            frame.endTo = scanner.valueEnd;
        }
        return Outcome.KEEP;
    }

    private boolean isBit() {
        byte digit = scanner.in[scanner.valueStart];
        return scanner.valueEnd == scanner.valueStart + 1 && (digit == '0' || digit == '1');
    }

    private Outcome converted(Field field, int depth) {
        String message = Fixes.subject(field) + " must be " + field.kind.expected();
        String after = scanner.in[scanner.valueStart] == '1' ? "true" : "false";
        return fixes.replace(Repair.CONVERTED_BOOLEAN, RejectionReason.INVALID_FIELD, depth, message, after);
    }

    private Outcome quoted(Field field, int depth) {
        String message = Fixes.subject(field) + " must be a string";
        return quote(Repair.QUOTED_SCALAR, RejectionReason.INVALID_FIELD, depth, message);
    }

    private Outcome quote(Repair repair, RejectionReason reason, int depth, String message) {
        String quoted = '"' + scanner.text(scanner.valueStart, scanner.valueEnd) + '"';
        return fixes.replace(repair, reason, depth, message, quoted);
    }

    private Outcome mark(Field field, int depth, boolean value) {
        if (depth == 1) {
            offsets.mark(field.mark, value);
        }
        return Outcome.KEEP;
    }
}
