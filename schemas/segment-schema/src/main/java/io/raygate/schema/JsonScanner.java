// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.nio.charset.StandardCharsets;

/**
 * Reads the tokens of JSON text (RFC 8259) off a byte range; says what it saw in its fields. Allocates nothing.
 * Text is UTF-8 and checked to be so. Not thread-safe.
 */
final class JsonScanner {

    byte[] in = new byte[0];
    int pos;
    int end;

    /** First byte of the value that {@link Walk} read last. */
    int valueStart;

    /** Of the last string: the first byte behind the opening quote, and the closing quote. */
    int stringStart;

    int stringEnd;
    /** Of the last string: length in code points, an escaped surrogate pair being one. */
    int codePoints;

    boolean escaped;
    /** Set when bytes were not UTF-8; never cleared until {@link #reset}. */
    boolean malformed;

    void reset(byte[] bytes, int offset, int length) {
        in = bytes;
        pos = offset;
        end = offset + length;
        malformed = false;
    }

    /** Skips white space; the byte there, or -1 at the end. */
    int peek() {
        while (pos < end) {
            byte b = in[pos];
            if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
                return b & 0xff;
            }
            pos++;
        }
        return -1;
    }

    /** Reads a string whose opening quote is at {@link #pos}. False where it is not well-formed. */
    boolean string() {
        byte[] bytes = in;
        int limit = end;
        int at = pos + 1;
        int points = 0;
        stringStart = at;
        escaped = false;
        while (at < limit) {
            byte b = bytes[at];
            if (b >= ' ' && b != '"' && b != '\\') {
                at++;
                points++;
                continue;
            }
            if (b == '"') {
                stringEnd = at;
                codePoints = points;
                pos = at + 1;
                return true;
            }
            at = special(at, b);
            if (at < 0) {
                return false;
            }
            points++;
        }
        return false;
    }

    /** The position behind the escape or multi-byte character at {@code at}; -1 where it is none. */
    private int special(int at, byte b) {
        if (b == '\\') {
            return escape(at);
        }
        return b < 0 ? multibyte(at) : -1;
    }

    /** The position behind the escape at {@code at}, a surrogate pair being one; -1 where it is none. */
    private int escape(int at) {
        escaped = true;
        if (at + 1 >= end) {
            return -1;
        }
        return switch (in[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
            case 'u' -> Hex.unit(in, at + 2, end) < 0 ? -1 : JsonSteps.skipEscape(in, at, end);
            default -> -1;
        };
    }

    private int multibyte(int at) {
        int length = Utf8.length(in, at, end);
        if (length > 0) {
            return at + length;
        }
        malformed = true;
        return -1;
    }

    /** Whether the object or array from {@code start} to {@link #pos} holds nothing. */
    boolean isEmptyFrom(int start) {
        for (int at = start + 1; at < pos - 1; at++) {
            if (in[at] > ' ') {
                return false;
            }
        }
        return true;
    }

    /** {@code [from, to)} as text. */
    String text(int from, int to) {
        return new String(in, from, to - from, StandardCharsets.UTF_8);
    }

    /** Reads {@code word} at {@link #pos}. */
    boolean literal(String word) {
        int length = word.length();
        if (end - pos < length) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            if (in[pos + i] != word.charAt(i)) {
                return false;
            }
        }
        pos += length;
        return true;
    }
}
