// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/**
 * Steps over the parts of JSON text that {@link JsonScanner}, or a parser, has found well-formed: reads no more than it
 * must. Bytes that are not UTF-8 may stand in strings. On other text the answers mean nothing. Allocates nothing.
 */
public final class JsonSteps {

    /** Length of a {@code \u005cu} escape. */
    static final int UNIT_BYTES = 6;

    private static final int SURROGATE_MASK = ~0x3ff;
    private static final int HIGH_SURROGATES = 0xd800;
    private static final int LOW_SURROGATES = 0xdc00;

    private JsonSteps() {}

    /** The first byte at or behind {@code at} that is not white space. */
    public static int skipSpace(byte[] in, int at) {
        return in[at] > ' ' ? at : skipSpaces(in, at);
    }

    private static int skipSpaces(byte[] in, int at) {
        int next = at;
        while (in[next] == ' ' || in[next] == '\n' || in[next] == '\r' || in[next] == '\t') {
            next = Words.skipSpaces(in, next + 1, in.length);
        }
        return next;
    }

    /** The closing quote of the string whose content starts at {@code at}. */
    public static int closingQuote(byte[] in, int at) {
        int next = Words.quoteOrEscape(in, at, in.length);
        while (in[next] != '"') {
            next = Words.quoteOrEscape(in, next + 2, in.length);
        }
        return next;
    }

    /** The byte behind the value that starts at {@code at}; {@code end} is the end of the text. */
    public static int skipValue(byte[] in, int at, int end) {
        return switch (in[at]) {
            case '"' -> closingQuote(in, at + 1) + 1;
            case '{', '[' -> skipContainer(in, at);
            default -> skipScalar(in, at, end);
        };
    }

    /**
     * The position behind the first {@code characters} code points of {@code in[start, quote)}, the inside of a string;
     * {@code quote} where it has fewer.
     */
    public static int skipCharacters(byte[] in, int start, int quote, int characters) {
        int at = start;
        for (int i = 0; i < characters && at < quote; i++) {
            at = in[at] == '\\' ? skipEscape(in, at, quote) : skipCharacter(in, at, quote);
        }
        return at;
    }

    /** The byte behind the well-formed escape at {@code at}; an escaped surrogate pair is one. */
    static int skipEscape(byte[] in, int at, int end) {
        if (in[at + 1] != 'u') {
            return at + 2;
        }
        return isPair(in, at, end) ? at + 2 * UNIT_BYTES : at + UNIT_BYTES;
    }

    /**
     * Whether the {@code \u005cu} escape at {@code at} and the one behind it are a surrogate pair, and so one code point. A
     * surrogate without its partner is a code point of its own, everywhere.
     */
    static boolean isPair(byte[] in, int at, int end) {
        int low = at + UNIT_BYTES;
        return (Hex.unit(in, at + 2, end) & SURROGATE_MASK) == HIGH_SURROGATES
                && low + 1 < end
                && in[low] == '\\'
                && in[low + 1] == 'u'
                && (Hex.unit(in, low + 2, end) & SURROGATE_MASK) == LOW_SURROGATES;
    }

    private static int skipCharacter(byte[] in, int at, int quote) {
        int next = at + 1;
        while (next < quote && (in[next] & 0xC0) == 0x80) {
            next++;
        }
        return next;
    }

    private static int skipContainer(byte[] in, int at) {
        int depth = 0;
        int next = at;
        while (true) {
            switch (in[next]) {
                case '"' -> next = closingQuote(in, next + 1);
                case '{', '[' -> depth++;
                default -> depth--;
            }
            next++;
            if (depth == 0) {
                return next;
            }
            next = Words.structure(in, next, in.length);
        }
    }

    private static int skipScalar(byte[] in, int at, int end) {
        int next = at;
        while (next < end && in[next] > ' ' && in[next] != ',' && in[next] != '}' && in[next] != ']') {
            next++;
        }
        return next;
    }
}
