// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What becomes of strings. */
final class StringRules {

    private static final int EPOCH_DIGITS = 8;
    private static final int CAUSE_ID_LENGTH = 16;
    private static final String ELLIPSIS = "\u2026";

    private final JsonScanner scanner;
    private final Fixes fixes;
    private final DocumentOffsets offsets;
    private final JsonText text = new JsonText();

    StringRules(JsonScanner scanner, Fixes fixes, DocumentOffsets offsets) {
        this.scanner = scanner;
        this.fixes = fixes;
        this.offsets = offsets;
    }

    /** The string that the scanner names, as a member of the frame at {@code depth}. */
    Outcome string(Field field, int depth) {
        return switch (field.kind) {
            case ANY -> Outcome.KEEP;
            case STRING, ANNOTATION -> bounded(field, depth);
            case ID -> id(field, depth);
            case TRACE_ID -> traceId(field, depth);
            case NAME -> name(depth);
            case NAMESPACE -> namespace(field, depth);
            case TYPE -> type(field, depth);
            case CAUSE -> cause(field, depth);
            case NUMBER, TIME -> quotedNumber(field, depth);
            case BOOLEAN, IN_PROGRESS -> quotedBoolean(field, depth);
            case OBJECT, ARRAY -> fixes.wrong(field, depth);
        };
    }

    private Outcome bounded(Field field, int depth) {
        if (depth == 1 && field.mark == Mark.ORIGIN) {
            offsets.origin = scanner.valueStart;
        }
        if (scanner.valueEnd - scanner.valueStart <= field.maxLength) {
            return Outcome.KEEP;
        }
        text.read(scanner);
        if (text.codePoints() <= field.maxLength) {
            return Outcome.KEEP;
        }
        String message = Fixes.subject(field) + " is longer than " + field.maxLength + " characters";
        String after = '"' + NameRepair.cut(text, field.maxLength - 1) + ELLIPSIS + '"';
        return fixes.replace(Repair.SHORTENED_STRING, RejectionReason.STRING_TOO_LONG, depth, message, after);
    }

    private Outcome id(Field field, int depth) {
        text.read(scanner);
        if (depth == 1 && field.mark == Mark.ID) {
            offsets.id = scanner.valueStart + 1;
        }
        return Texts.isId(text) ? Outcome.KEEP : fixes.wrong(field, depth);
    }

    private Outcome traceId(Field field, int depth) {
        text.read(scanner);
        if (depth == 1) {
            offsets.traceId = scanner.valueStart + 1;
        }
        if (Texts.isTraceId(text)) {
            return Outcome.KEEP;
        }
        if (!Texts.isW3cTraceId(text)) {
            return fixes.wrong(field, depth);
        }
        String id = content();
        String after = "\"1-" + id.substring(0, EPOCH_DIGITS) + "-" + id.substring(EPOCH_DIGITS) + '"';
        String message = "trace_id is in W3C form";
        return fixes.replace(Repair.REWROTE_TRACE_ID, RejectionReason.INVALID_TRACE_ID, depth, message, after);
    }

    /** Remembered: how long a name may be is known only at the end of its object. */
    private Outcome name(int depth) {
        Frame frame = fixes.path().at(depth);
        frame.nameStart = scanner.valueStart + 1;
        frame.nameEnd = scanner.valueEnd - 1;
        return Outcome.KEEP;
    }

    private Outcome cause(Field field, int depth) {
        text.read(scanner);
        return text.codePoints() == CAUSE_ID_LENGTH ? Outcome.KEEP : fixes.wrong(field, depth);
    }

    /** The guide knows two; AWS's own schema takes any string, and the Python SDK sends {@code local}. */
    private Outcome namespace(Field field, int depth) {
        text.read(scanner);
        return fixes.isRepairing() || Texts.isNamespace(text) ? Outcome.KEEP : fixes.wrong(field, depth);
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
        return fixes.replace(Repair.UNQUOTED_NUMBER, RejectionReason.INVALID_FIELD, depth, message, content());
    }

    /** .NET and Python write True and False. */
    private Outcome quotedBoolean(Field field, int depth) {
        text.read(scanner);
        String word = text.length() <= "false".length() ? content().toLowerCase(Locale.ROOT) : "";
        if (!word.equals("true") && !word.equals("false")) {
            return fixes.wrong(field, depth);
        }
        String message = Fixes.subject(field) + " is a boolean in quotes";
        return fixes.replace(Repair.UNQUOTED_BOOLEAN, RejectionReason.INVALID_FIELD, depth, message, word);
    }

    private String content() {
        return new String(text.bytes, text.start, text.length(), StandardCharsets.UTF_8);
    }
}
