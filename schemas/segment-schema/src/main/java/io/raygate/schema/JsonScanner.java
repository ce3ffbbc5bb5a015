// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.nio.charset.StandardCharsets;

/**
 * Reads the tokens of JSON text (RFC 8259) off a byte range. Positions go in and out of its methods, so that the loops which
 * call it keep theirs in a register. Allocates nothing. Text is UTF-8 and checked to be so. Not thread-safe.
 */
final class JsonScanner {

    /** No position: the text is not well-formed. */
    static final int FAILED = Integer.MIN_VALUE;

    /** So many bytes are cheaper to read than a word. */
    private static final int NEAR = 6;

    private static final boolean[] ONE_BYTE_ESCAPES = new boolean[1 << 7];

    static {
        for (char escaped : "\"\\/bfnrt".toCharArray()) {
            ONE_BYTE_ESCAPES[escaped] = true;
        }
    }

    byte[] in = new byte[0];
    int end;

    /** First byte of the value that the rules look at. */
    int valueStart;

    /** The byte behind that value. */
    int valueEnd;

    /** Set when bytes were not UTF-8; never cleared until {@link #reset}. */
    boolean malformed;

    void reset(byte[] bytes, int offset, int length) {
        in = bytes;
        end = offset + length;
        malformed = false;
    }

    /** Names the value that the rules are about to look at. */
    void value(int start, int behind) {
        valueStart = start;
        valueEnd = behind;
    }

    /** The first byte at or behind {@code from} that is not white space, or the end. */
    static int skipSpace(byte[] in, int from, int end) {
        return from < end && in[from] > ' ' ? from : skipSpaces(in, from, end);
    }

    private static int skipSpaces(byte[] in, int from, int end) {
        int at = from;
        while (at < end && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
            at = Words.skipSpaces(in, at + 1, end);
        }
        return at;
    }

    /** The closing quote at or behind {@code from}, within a string; {@link #FAILED} where it is not well-formed. */
    int closingQuote(int from) {
        int at = from;
        while (at >= 0 && at < end && in[at] != '"') {
            byte b = in[at];
            if (b == '\\') {
                at = escape(at);
            } else if (b < ' ') {
                at = multibyte(at);
            } else {
                at = plainEnd(at + 1);
            }
        }
        return at < end ? at : FAILED;
    }

    /** As {@link Words#plainEnd}; but where there was an escape, the next one is often near. */
    private int plainEnd(int from) {
        int near = Math.min(end, from + NEAR);
        for (int at = from; at < near; at++) {
            byte b = in[at];
            if (b < ' ' || b == '"' || b == '\\') {
                return at;
            }
        }
        return Words.plainEnd(in, near, end);
    }

    /** The position behind the escape at {@code at}, a surrogate pair being one; {@link #FAILED} where it is none. */
    private int escape(int at) {
        if (at + 1 >= end) {
            return FAILED;
        }
        byte escaped = in[at + 1];
        if (escaped >= 0 && ONE_BYTE_ESCAPES[escaped]) {
            return at + 2;
        }
        int unit = escaped == 'u' ? Hex.unit(in, at + 2, end) : -1;
        if (unit < 0) {
            return FAILED;
        }
        return Character.isHighSurrogate((char) unit) ? JsonSteps.skipEscape(in, at, end) : at + JsonSteps.UNIT_BYTES;
    }

    private int multibyte(int from) {
        int at = Utf8.charactersEnd(in, from, end);
        malformed = at < end && in[at] < 0;
        return malformed || at == from ? FAILED : at; // a control character where nothing is malformed
    }

    /** Whether the object or array that the rules look at holds nothing. */
    boolean isEmpty() {
        return skipSpace(in, valueStart + 1, end) == valueEnd - 1;
    }

    /** {@code [from, to)} as text. */
    String text(int from, int to) {
        return new String(in, from, to - from, StandardCharsets.UTF_8);
    }

    /** Whether {@code word} is at {@code at}. */
    boolean isWord(String word, int at) {
        int length = word.length();
        if (end - at < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (in[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
