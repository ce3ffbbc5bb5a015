// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/**
 * Reads strings, numbers and words. Free strings and numbers, of which most documents consist, are decided here; all
 * other values go to the rules.
 */
final class ScalarValues {

    private static final int TRUE = Words.four("true");
    private static final int FALSE_WITHOUT_F = Words.four("alse");
    private static final int NULL = Words.four("null");
    private static final int FOUR = 4;
    private static final String[] NOT_FINITE = {"NaN", "Infinity", "-Infinity"};

    private final JsonScanner scanner;
    private final Fixes fixes;
    private final StringRules strings;
    private final ScalarRules scalars;

    ScalarValues(JsonScanner scanner, Fixes fixes, StringRules strings, ScalarRules scalars) {
        this.scanner = scanner;
        this.fixes = fixes;
        this.strings = strings;
        this.scalars = scalars;
    }

    /** The position behind the value at {@code at}, which is no container: the present member of the frame at {@code depth}. */
    int read(Frame frame, int depth, int at) {
        byte first = at < scanner.end ? scanner.in[at] : 0;
        if (first == '"') {
            return string(frame, depth, at);
        }
        boolean number = first <= '9' && (first >= '0' || first == '-');
        return number ? number(frame, depth, at) : word(frame, depth, at);
    }

    private int string(Frame frame, int depth, int at) {
        int close = Words.plainEnd(scanner.in, at + 1, scanner.end);
        if (close == scanner.end || scanner.in[close] != '"') {
            close = scanner.closingQuote(close);
            if (close < 0) {
                return fixes.syntax(depth, "a string is not well-formed");
            }
        }
        int end = close + 1;
        if (close - at - 1 <= frame.field.freeStringBytes) {
            return frame.kept(end);
        }
        scanner.value(at, end);
        return frame.settled(strings.string(frame.field, depth), end);
    }

    private int number(Frame frame, int depth, int at) {
        int stop = JsonNumber.scan(scanner.in, at, scanner.end);
        if (stop > 0 && frame.field.freeNumbers) {
            return frame.kept(stop);
        }
        if (stop == Integer.MIN_VALUE) {
            return notFinite(frame, depth, at);
        }
        int end = stop < 0 ? ~stop : stop;
        scanner.value(at, end);
        return frame.settled(scalars.number(frame.field, depth, stop >= 0), end);
    }

    private int word(Frame frame, int depth, int at) {
        if (Words.are(TRUE, scanner.in, at, scanner.end)) {
            return bool(frame, depth, at, at + FOUR, true);
        }
        if (Words.are(FALSE_WITHOUT_F, scanner.in, at + 1, scanner.end) && scanner.in[at] == 'f') {
            return bool(frame, depth, at, at + 1 + FOUR, false);
        }
        if (Words.are(NULL, scanner.in, at, scanner.end)) {
            scanner.value(at, at + FOUR);
            return frame.settled(scalars.nothing(frame.field, depth), at + FOUR);
        }
        return notFinite(frame, depth, at);
    }

    private int bool(Frame frame, int depth, int at, int end, boolean value) {
        scanner.value(at, end);
        return frame.settled(scalars.bool(frame.field, depth, value), end);
    }

    private int notFinite(Frame frame, int depth, int at) {
        for (String word : NOT_FINITE) {
            if (scanner.isWord(word, at)) {
                int end = at + word.length();
                scanner.value(at, end);
                return frame.settled(scalars.number(frame.field, depth, false), end);
            }
        }
        return fixes.syntax(depth, at < scanner.end ? "a value is not well-formed" : "the document ends too early");
    }
}
