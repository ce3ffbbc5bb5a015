// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.nio.charset.StandardCharsets;

/** What becomes of strings, numbers, booleans and nulls. */
final class ScalarRules {

    private static final int EPOCH_DIGITS = 8;
    private static final int CAUSE_ID_LENGTH = 16;
    private static final String ELLIPSIS = "\u2026";

    private final JsonScanner scanner;
    private final Fixes fixes;
    private final DocumentOffsets offsets;
    private final JsonText text = new JsonText();

    ScalarRules(JsonScanner scanner, Fixes fixes, DocumentOffsets offsets) {
        this.scanner = scanner;
        this.fixes = fixes;
        this.offsets = offsets;
    }

    /** The string which the scanner read last, as a member of the frame at {@code depth}. */
    Outcome string(Field field, int depth) {
        return switch (field.kind) {
            case ANY -> Outcome.KEEP;
            case STRING, ANNOTATION -> bounded(field, depth);
            case ID -> id(field, depth);
            case TRACE_ID -> traceId(field, depth);
            case NAME -> name(depth);
            case NAMESPACE -> namespace(depth);
            case TYPE -> type(field, depth);
            case CAUSE -> scanner.codePoints == CAUSE_ID_LENGTH ? Outcome.KEEP : fixes.wrong(field, depth);
            case NUMBER -> quotedNumber(field, depth);
            case BOOLEAN, IN_PROGRESS, OBJECT, ARRAY -> fixes.wrong(field, depth);
        };
    }

    /** An object or array, whole and read, where the field allows none. */
    Outcome wrongContainer(Field field, int depth) {
        if (field.kind != Kind.ANNOTATION) {
            return fixes.wrong(field, depth);
        }
        String message = "an annotation must be a string, number or boolean";
        return dropped(Repair.REMOVED_ANNOTATION, RejectionReason.INVALID_ANNOTATION, depth, message);
    }

    Outcome nothing(Field field, int depth) {
        if (field.kind == Kind.ANY) {
            return Outcome.KEEP;
        }
        if (field.kind == Kind.ANNOTATION) {
            String message = "an annotation must not be null";
            return dropped(Repair.REMOVED_ANNOTATION, RejectionReason.INVALID_ANNOTATION, depth, message);
        }
        String message = Fixes.subject(field) + " must not be null";
        return dropped(Repair.REMOVED_NULL, RejectionReason.INVALID_FIELD, depth, message);
    }

    /** The boolean that ends at the scanner's position. */
    Outcome bool(Field field, int depth, int start, boolean value) {
        return switch (field.kind) {
            case ANY, ANNOTATION -> Outcome.KEEP;
            case BOOLEAN -> mark(field, depth, value);
            case IN_PROGRESS -> value ? Outcome.KEEP : notInProgress(depth);
            case STRING -> quoted(field, depth, start);
            case NUMBER, ID, TRACE_ID, NAME, NAMESPACE, TYPE, CAUSE, OBJECT, ARRAY -> fixes.wrong(field, depth);
        };
    }

    private Outcome notInProgress(int depth) {
        String message = "in_progress must be true or absent";
        return dropped(Repair.REMOVED_IN_PROGRESS, RejectionReason.TIME_CONFLICT, depth, message);
    }

    /** The number or non-finite word that ends at the scanner's position. */
    Outcome number(Field field, int depth, int start, boolean finite) {
        boolean free = field.kind == Kind.ANY || field.kind == Kind.ANNOTATION;
        if (finite) {
            return free || field.kind == Kind.NUMBER
                    ? Outcome.KEEP
                    : field.kind == Kind.STRING ? quoted(field, depth, start) : fixes.wrong(field, depth);
        }
        if (!free && field.kind != Kind.NUMBER && field.kind != Kind.STRING) {
            return fixes.wrong(field, depth);
        }
        String message = "a number is not finite or too long";
        if (!fixes.may(Repair.REPLACED_NUMBER, RejectionReason.NUMBER_OUT_OF_RANGE, depth, message)) {
            return Outcome.FAIL;
        }
        if (field.kind == Kind.NUMBER) {
            return Outcome.DROP;
        }
        quote(start);
        return Outcome.KEEP;
    }

    private Outcome bounded(Field field, int depth) {
        if (depth == 1 && field.mark == Mark.ORIGIN) {
            offsets.origin = scanner.stringStart - 1;
        }
        if (scanner.codePoints <= field.maxLength) {
            return Outcome.KEEP;
        }
        String message = Fixes.subject(field) + " is longer than " + field.maxLength + " characters";
        if (!fixes.may(Repair.SHORTENED_STRING, RejectionReason.STRING_TOO_LONG, depth, message)) {
            return Outcome.FAIL;
        }
        text.read(scanner);
        replaceString(NameRepair.cut(text, field.maxLength - 1) + ELLIPSIS);
        return Outcome.KEEP;
    }

    private Outcome id(Field field, int depth) {
        text.read(scanner);
        if (depth == 1 && field.mark == Mark.ID) {
            offsets.id = scanner.stringStart;
        }
        return Texts.isId(text) ? Outcome.KEEP : fixes.wrong(field, depth);
    }

    private Outcome traceId(Field field, int depth) {
        text.read(scanner);
        if (depth == 1) {
            offsets.traceId = scanner.stringStart;
        }
        if (Texts.isTraceId(text)) {
            return Outcome.KEEP;
        }
        if (!Texts.isW3cTraceId(text)) {
            return fixes.wrong(field, depth);
        }
        String message = "trace_id is in W3C form";
        if (!fixes.may(Repair.REWROTE_TRACE_ID, RejectionReason.INVALID_TRACE_ID, depth, message)) {
            return Outcome.FAIL;
        }
        String id = new String(text.bytes, text.start, text.length(), StandardCharsets.US_ASCII);
        replaceString("1-" + id.substring(0, EPOCH_DIGITS) + "-" + id.substring(EPOCH_DIGITS));
        return Outcome.KEEP;
    }

    /** Remembered: how long a name may be is known only at the end of its object. */
    private Outcome name(int depth) {
        Frame frame = fixes.path().at(depth);
        frame.nameStart = scanner.stringStart;
        frame.nameEnd = scanner.stringEnd;
        frame.nameEscaped = scanner.escaped;
        frame.nameLength = scanner.codePoints;
        return Outcome.KEEP;
    }

    private Outcome namespace(int depth) {
        text.read(scanner);
        if (Texts.isNamespace(text)) {
            return Outcome.KEEP;
        }
        String message = "namespace must be \"aws\" or \"remote\"";
        return dropped(Repair.REMOVED_NAMESPACE, RejectionReason.INVALID_FIELD, depth, message);
    }

    private Outcome type(Field field, int depth) {
        text.read(scanner);
        if (!Texts.isSubsegment(text)) {
            return fixes.wrong(field, depth);
        }
        if (depth == 1) {
            offsets.subsegment = true;
        }
        return Outcome.KEEP;
    }

    private Outcome quotedNumber(Field field, int depth) {
        text.read(scanner);
        if (JsonNumber.scan(text.bytes, text.start, text.end) != text.end) {
            return fixes.wrong(field, depth);
        }
        String message = Fixes.subject(field) + " is a number in quotes";
        if (!fixes.may(Repair.UNQUOTED_NUMBER, RejectionReason.INVALID_FIELD, depth, message)) {
            return Outcome.FAIL;
        }
        String number = new String(text.bytes, text.start, text.length(), StandardCharsets.US_ASCII);
        fixes.edits().replace(scanner.stringStart - 1, scanner.stringEnd + 1, number);
        return Outcome.KEEP;
    }

    private Outcome quoted(Field field, int depth, int start) {
        String message = Fixes.subject(field) + " must be a string";
        if (!fixes.may(Repair.QUOTED_SCALAR, RejectionReason.INVALID_FIELD, depth, message)) {
            return Outcome.FAIL;
        }
        quote(start);
        return Outcome.KEEP;
    }

    private void quote(int start) {
        fixes.edits().insert(start, "\"");
        fixes.edits().insert(scanner.pos, "\"");
    }

    private void replaceString(String content) {
        fixes.edits().replace(scanner.stringStart, scanner.stringEnd, content);
    }

    private Outcome dropped(Repair repair, RejectionReason reason, int depth, String message) {
        return fixes.may(repair, reason, depth, message) ? Outcome.DROP : Outcome.FAIL;
    }

    private Outcome mark(Field field, int depth, boolean value) {
        if (depth == 1) {
            offsets.mark(field.mark, value);
        }
        return Outcome.KEEP;
    }
}
