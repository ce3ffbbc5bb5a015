// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/**
 * One pass over one document: checks every byte, notes the first thing that cannot be tolerated, the changes that
 * would make the document valid, and the offsets which enrichment needs. Allocates nothing on valid input.
 */
final class Walk {

    private static final int END = -1;

    private final JsonScanner scanner = new JsonScanner();
    private final Path path;
    private final KeyTable keys = new KeyTable();
    private final Findings findings;
    private final Edits edits = new Edits();
    private final DocumentOffsets offsets = new DocumentOffsets();
    private final StringRules strings;
    private final ScalarRules scalars;
    private final ObjectRules objects;
    private final TimeRules times;
    private final int maxDepth;

    Walk(ValidationMode mode, int maxDepth, Findings findings) {
        this.findings = findings;
        this.maxDepth = maxDepth;
        this.path = new Path(maxDepth);
        Fixes fixes = new Fixes(mode, scanner, path, findings, edits);
        this.times = new TimeRules(scanner, fixes, offsets);
        this.strings = new StringRules(scanner, fixes, offsets);
        this.scalars = new ScalarRules(scanner, fixes, offsets);
        this.objects = new ObjectRules(scanner, fixes, offsets, times);
    }

    DocumentOffsets offsets() {
        return offsets;
    }

    Edits edits() {
        return edits;
    }

    /** The times of the last document; see {@link TimeRules#received}. */
    TimeRules times() {
        return times;
    }

    /** True where the document is valid once {@link #edits()} are made. */
    boolean document(byte[] bytes, int offset, int length, String pointerPrefix) {
        scanner.reset(bytes, offset, length);
        path.reset(bytes, pointerPrefix);
        keys.clear();
        edits.clear();
        offsets.clear();
        times.clear();
        int first = scanner.peek();
        if (first == END) {
            return notJson(0, "the document is empty");
        }
        if (first != '{') {
            return value(DocumentShapes.ANYTHING, 0) != Outcome.FAIL && ended() && notAnObject();
        }
        return object(DocumentShapes.DOCUMENT, 0) != Outcome.FAIL && ended() && !findings.isRejected();
    }

    private boolean ended() {
        return scanner.peek() == END || notJson(0, "something follows the document");
    }

    private boolean notAnObject() {
        findings.reject(RejectionReason.NOT_AN_OBJECT, path.pointer(0), "the document is not an object", "");
        return false;
    }

    private boolean notJson(int depth, String message) {
        RejectionReason reason = scanner.malformed ? RejectionReason.MALFORMED_TEXT : RejectionReason.NOT_JSON;
        findings.reject(reason, path.pointer(depth), scanner.malformed ? "the text is not UTF-8" : message, "");
        return false;
    }

    private Outcome syntax(int depth, String message) {
        notJson(depth, message);
        return Outcome.FAIL;
    }

    /** Reads the value at the scanner as a member of the frame at {@code depth}. */
    private Outcome value(Field field, int depth) {
        int first = scanner.peek();
        int start = scanner.pos;
        scanner.valueStart = start;
        return switch (first) {
            case '{' ->
                field.kind == Kind.OBJECT || field.kind == Kind.CAUSE
                        ? object(field.shape, depth)
                        : container(field, object(Shape.FREE, depth), depth, start);
            case '[' ->
                field.kind == Kind.ARRAY
                        ? items(field.item, depth)
                        : container(field, items(DocumentShapes.ANYTHING, depth), depth, start);
            case '"' -> scanner.string() ? strings.string(field, depth) : syntax(depth, "a string is not well-formed");
            case 't' -> scanner.literal("true") ? scalars.bool(field, depth, true) : noValue(depth);
            case 'f' -> scanner.literal("false") ? scalars.bool(field, depth, false) : noValue(depth);
            case 'n' -> scanner.literal("null") ? scalars.nothing(field, depth) : noValue(depth);
            case 'N' -> scanner.literal("NaN") ? scalars.number(field, depth, false) : noValue(depth);
            case 'I' -> scanner.literal("Infinity") ? scalars.number(field, depth, false) : noValue(depth);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(field, depth, start);
            case END -> syntax(depth, "the document ends too early");
            default -> noValue(depth);
        };
    }

    private Outcome number(Field field, int depth, int start) {
        if (scanner.literal("-Infinity")) {
            return scalars.number(field, depth, false);
        }
        int stop = JsonNumber.scan(scanner.in, start, scanner.end);
        if (stop == Integer.MIN_VALUE) {
            return noValue(depth);
        }
        scanner.pos = stop < 0 ? ~stop : stop;
        return scalars.number(field, depth, stop >= 0);
    }

    private Outcome noValue(int depth) {
        return syntax(depth, "a value is not well-formed");
    }

    private Outcome container(Field field, Outcome inner, int depth, int start) {
        return inner == Outcome.FAIL || field.kind == Kind.ANY ? inner : scalars.wrongContainer(field, depth, start);
    }

    private Outcome object(Shape shape, int outer) {
        int depth = outer + 1;
        if (depth > maxDepth) {
            return tooDeep(outer);
        }
        scanner.pos++;
        Frame frame = path.at(depth);
        frame.begin(shape, keys.open(), scanner.pos);
        if (scanner.peek() == '}') {
            return objects.close(frame, depth, scanner.pos++);
        }
        while (true) {
            Outcome outcome = member(frame, depth);
            if (outcome == Outcome.FAIL) {
                return outcome;
            }
            int valueEnd = scanner.pos;
            int next = scanner.peek();
            if (next == '}') {
                objects.last(frame, outcome, valueEnd);
                return objects.close(frame, depth, scanner.pos++);
            }
            if (next != ',') {
                return syntax(depth, "a comma or closing brace is missing");
            }
            scanner.pos++;
            scanner.peek();
            objects.between(frame, outcome, scanner.pos);
        }
    }

    private Outcome member(Frame frame, int depth) {
        if (scanner.peek() != '"') {
            return syntax(depth - 1, "a key is missing");
        }
        frame.memberStart = scanner.pos;
        if (!scanner.string()) {
            return syntax(depth - 1, "a key is not well-formed");
        }
        Field field = objects.key(frame);
        boolean first = field.bit != 0
                ? frame.first(field)
                : keys.add(frame.object, scanner.in, frame.keyStart, frame.keyEnd, frame.keyEscaped);
        Outcome keyOutcome = objects.checkKey(frame, depth, first);
        if (keyOutcome == Outcome.FAIL) {
            return keyOutcome;
        }
        if (scanner.peek() != ':') {
            return syntax(depth, "a colon is missing");
        }
        scanner.pos++;
        Outcome outcome = value(field, depth);
        if (outcome == Outcome.KEEP && keyOutcome == Outcome.KEEP) {
            frame.keep(field, scanner.pos);
            return outcome;
        }
        if (outcome != Outcome.KEEP_UNSEEN || keyOutcome != Outcome.KEEP) {
            return outcome == Outcome.FAIL ? outcome : Outcome.DROP;
        }
        frame.keep(DocumentShapes.ANYTHING, scanner.pos);
        return Outcome.KEEP;
    }

    private Outcome items(Field item, int outer) {
        int depth = outer + 1;
        if (depth > maxDepth) {
            return tooDeep(outer);
        }
        scanner.pos++;
        Frame frame = path.at(depth);
        frame.begin(Shape.FREE, 0, scanner.pos);
        if (scanner.peek() == ']') {
            scanner.pos++;
            return Outcome.KEEP;
        }
        while (true) {
            frame.index++;
            scanner.peek();
            frame.memberStart = scanner.pos;
            Outcome outcome = value(item, depth);
            if (outcome == Outcome.FAIL) {
                return outcome;
            }
            if (outcome == Outcome.KEEP) {
                frame.keptEnd = scanner.pos;
            }
            int valueEnd = scanner.pos;
            int next = scanner.peek();
            if (next == ']') {
                objects.last(frame, outcome, valueEnd);
                scanner.pos++;
                return Outcome.KEEP;
            }
            if (next != ',') {
                return syntax(depth, "a comma or closing bracket is missing");
            }
            scanner.pos++;
            scanner.peek();
            objects.between(frame, outcome, scanner.pos);
        }
    }

    private Outcome tooDeep(int depth) {
        findings.reject(RejectionReason.TOO_DEEP, path.pointer(depth), "objects and arrays are nested too deeply", "");
        return Outcome.FAIL;
    }
}
