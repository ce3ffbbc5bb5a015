// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** Reads keys: finds the rule for the value, and keys that stand twice. */
final class Keys {

    private final JsonScanner scanner;
    private final Fixes fixes;
    private final ObjectRules objects;
    private final KeyTable table = new KeyTable();
    private final JsonText text = new JsonText();

    Keys(JsonScanner scanner, Fixes fixes, ObjectRules objects) {
        this.scanner = scanner;
        this.fixes = fixes;
        this.objects = objects;
    }

    /** Forgets the keys of the last document. */
    void clear() {
        table.clear();
    }

    /** A number for an object that opens, under which its keys are kept. */
    int open() {
        return table.open();
    }

    /** The first byte of the value of the member at {@code quote} in the frame at {@code depth}. */
    int read(Frame frame, int depth, int quote) {
        frame.memberStart = quote;
        int close = Words.plainEnd(scanner.in, quote + 1, scanner.end);
        boolean plain = close < scanner.end && scanner.in[close] == '"';
        close = plain ? close : scanner.closingQuote(close);
        if (close < 0) {
            return fixes.syntax(depth - 1, "a key is not well-formed");
        }
        boolean first = plain ? plain(frame, quote + 1, close) : decoded(frame, quote + 1, close);
        if ((!first || frame.field.kind == Kind.ANNOTATION) && !keeps(frame, depth, first, close)) {
            return JsonScanner.FAILED;
        }
        return behindColon(depth, close + 1);
    }

    private int behindColon(int depth, int from) {
        if (from < scanner.end - 1 && scanner.in[from] == ':' && scanner.in[from + 1] > ' ') {
            return from + 1;
        }
        int colon = JsonScanner.skipSpace(scanner.in, from, scanner.end);
        return colon < scanner.end && scanner.in[colon] == ':'
                ? JsonScanner.skipSpace(scanner.in, colon + 1, scanner.end)
                : fixes.syntax(depth, "a colon is missing");
    }

    /** False where the object has the key already. */
    private boolean plain(Frame frame, int start, int close) {
        Field field = frame.shape.find(scanner.in, start, close);
        frame.field = field;
        return field.bit != 0 ? frame.first(field) : table.add(frame.object, scanner.in, start, close);
    }

    /** The same for a key that holds escapes, or more than ASCII. */
    private boolean decoded(Frame frame, int start, int close) {
        text.read(scanner.in, start, close);
        Field field = frame.shape.find(text.bytes, text.start, text.end);
        frame.field = field;
        return field.bit != 0 ? frame.first(field) : table.addEscaped(frame.object, scanner.in, start, close);
    }

    /** What the key alone says of its member; false where the document is refused. */
    private boolean keeps(Frame frame, int depth, boolean first, int close) {
        Outcome outcome = first ? objects.annotation(frame, depth, close) : objects.duplicate(frame, depth);
        frame.dropped = outcome == Outcome.DROP;
        return outcome != Outcome.FAIL;
    }
}
