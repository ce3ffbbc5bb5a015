// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

/** Looks for keys in an object that is known to be valid JSON, given from behind its brace to its closing brace. */
final class Members {

    private static final int UNICODE_ESCAPE_LENGTH = 6;

    private Members() {}

    static boolean isEmpty(byte[] in, int open, int close) {
        for (int at = open; at < close; at++) {
            if (in[at] > ' ') {
                return false;
            }
        }
        return true;
    }

    /** Whether the object itself, not one inside it, has {@code key}, which is ASCII; escapes in the text count. */
    static boolean has(byte[] in, int open, int close, byte[] key) {
        int depth = 0;
        boolean keyNext = true;
        int at = open;
        while (at < close) {
            byte b = in[at++];
            switch (b) {
                case '"' -> {
                    if (keyNext && isString(in, at, key)) {
                        return true;
                    }
                    keyNext = false;
                    at = behindString(in, at);
                }
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case ',' -> keyNext = depth == 0;
                default -> {}
            }
        }
        return false;
    }

    private static int behindString(byte[] in, int start) {
        int at = start;
        while (in[at] != '"') {
            at += in[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    /** Whether the string whose content starts at {@code start} is {@code text}. */
    private static boolean isString(byte[] in, int start, byte[] text) {
        int at = start;
        for (byte expected : text) {
            if (in[at] == expected) {
                at++;
            } else if (in[at] == '\\' && in[at + 1] == 'u' && unit(in, at + 2) == expected) {
                at += UNICODE_ESCAPE_LENGTH;
            } else {
                return false;
            }
        }
        return in[at] == '"';
    }

    private static int unit(byte[] in, int at) {
        int unit = 0;
        for (int i = at; i < at + 4; i++) {
            unit = (unit << 4) | Character.digit(in[i], 16);
        }
        return unit;
    }
}
