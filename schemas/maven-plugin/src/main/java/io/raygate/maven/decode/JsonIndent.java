// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks JSON into indented lines. Only white space between values changes: numbers, escapes and duplicate fields stay
 * as they were sent, and what is not JSON comes out in some lines or other.
 */
final class JsonIndent {

    private static final int MAX_DEPTH = 64;

    private final String json;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int depth;

    private JsonIndent(String json) {
        this.json = json;
    }

    static List<String> lines(String json) {
        JsonIndent indent = new JsonIndent(json);
        indent.walk();
        return indent.lines;
    }

    private void walk() {
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            switch (c) {
                case '"' -> i = string(i);
                case '{', '[' -> i = open(i);
                case '}', ']' -> close(c);
                case ',' -> {
                    line.append(c);
                    breakLine();
                }
                case ':' -> line.append(": ");
                case ' ', '\t', '\r', '\n' -> {}
                default -> line.append(c);
            }
        }
        breakLine();
    }

    /** Appends the string that starts here, and gives where it ends. */
    private int string(int start) {
        int end = start + 1;
        while (end < json.length() && json.charAt(end) != '"') {
            end += json.charAt(end) == '\\' ? 2 : 1;
        }
        int last = Math.min(end, json.length() - 1);
        line.append(json, start, last + 1);
        return last;
    }

    /** Appends what opens here, on one line where it is empty, and gives where that ends. */
    private int open(int start) {
        line.append(json.charAt(start));
        int next = start + 1;
        while (next < json.length() && json.charAt(next) <= ' ') {
            next++;
        }
        if (next < json.length() && (json.charAt(next) == '}' || json.charAt(next) == ']')) {
            line.append(json.charAt(next));
            return next;
        }
        breakLine();
        depth++;
        return start;
    }

    private void close(char c) {
        breakLine();
        depth = Math.max(0, depth - 1);
        line.append(c);
    }

    private void breakLine() {
        if (!line.isEmpty()) {
            lines.add("  ".repeat(Math.min(depth, MAX_DEPTH)) + line);
            line.setLength(0);
        }
    }
}
