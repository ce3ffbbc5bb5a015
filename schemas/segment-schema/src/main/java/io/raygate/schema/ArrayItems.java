// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** Finds the items of an array by its brackets, commas and strings; whether each is JSON is for {@link Walk} to say. */
final class ArrayItems {

    private final byte[] in;
    private final Ranges ranges = new Ranges();
    private int depth;
    private int itemStart;

    private ArrayItems(byte[] in) {
        this.in = in;
    }

    /** One range an item; none where {@code text} is not an array from its first bracket to its last, or is empty. */
    static Ranges of(byte[] text) {
        return new ArrayItems(text).ranges();
    }

    private Ranges ranges() {
        int first = skipSpace(0);
        if (first == in.length || in[first] != '[' || skipSpace(first + 1) == closing()) {
            return new Ranges();
        }
        for (int at = first; at < in.length; at++) {
            if (in[at] == '"') {
                at = endOfString(at);
            } else if (depth == 1 && (in[at] == ',' || in[at] == ']')) {
                ranges.add(itemStart, at);
                itemStart = at + 1;
            }
            if (at < in.length && closes(at)) {
                return at == closing() ? ranges : new Ranges();
            }
        }
        return new Ranges();
    }

    /** Counts brackets; true where the array ends. */
    private boolean closes(int at) {
        if (in[at] == '[' || in[at] == '{') {
            depth++;
            if (depth == 1) {
                itemStart = at + 1;
            }
        } else if (in[at] == ']' || in[at] == '}') {
            depth--;
        }
        return depth == 0;
    }

    private int endOfString(int quote) {
        int at = quote + 1;
        while (at < in.length && in[at] != '"') {
            at += in[at] == '\\' ? 2 : 1;
        }
        return at;
    }

    private int skipSpace(int from) {
        int at = from;
        while (at < in.length && isSpace(in[at])) {
            at++;
        }
        return at;
    }

    /** Where the last bracket is, if the text ends with one; else -1. */
    private int closing() {
        int at = in.length - 1;
        while (at >= 0 && isSpace(in[at])) {
            at--;
        }
        return at >= 0 && in[at] == ']' ? at : -1;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
