// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.schema.JsonText;

/** Looks at JSON strings: counts their characters without decoding them, and guesses what they hold. */
final class JsonStrings {

    private static final int UNIT_BYTES = 6;

    private JsonStrings() {}

    /**
     * The position behind the first {@code characters} code points of {@code in[start, quote)}, the inside of a
     * well-formed string; {@code quote} where it has fewer. An escaped surrogate pair is one.
     */
    static int behind(byte[] in, int start, int quote, int characters) {
        int at = start;
        for (int i = 0; i < characters && at < quote; i++) {
            at = next(in, at, quote);
        }
        return at;
    }

    /** Whether validation may take the text for a number in quotes; where it does not, it holds nothing but such signs. */
    static boolean isNumber(JsonText text) {
        for (int at = text.start(); at < text.end(); at++) {
            byte sign = text.bytes()[at];
            if ((sign < '0' || sign > '9') && "+-.eE".indexOf(sign) < 0) {
                return false;
            }
        }
        return text.end() > text.start();
    }

    /** Whether the text starts as a JSON object, array or string does. */
    static boolean mayHoldJson(JsonText text) {
        int at = text.start();
        while (at < text.end() && " \t\r\n".indexOf(text.bytes()[at]) >= 0) {
            at++;
        }
        return at < text.end() && "{[\"".indexOf(text.bytes()[at]) >= 0;
    }

    private static int next(byte[] in, int at, int quote) {
        if (in[at] == '\\') {
            return in[at + 1] == 'u' ? behindUnit(in, at, quote) : at + 2;
        }
        int next = at + 1;
        while (next < quote && (in[next] & 0xC0) == 0x80) {
            next++;
        }
        return next;
    }

    private static int behindUnit(byte[] in, int at, int quote) {
        int low = at + UNIT_BYTES;
        boolean pair = isSurrogate(in, at, "89abAB")
                && low + UNIT_BYTES <= quote
                && in[low] == '\\'
                && in[low + 1] == 'u'
                && isSurrogate(in, low, "cdefCDEF");
        return pair ? low + UNIT_BYTES : low;
    }

    /** High ones are D800 to DBFF, low ones DC00 to DFFF: the second digit tells. */
    private static boolean isSurrogate(byte[] in, int escape, String secondDigits) {
        return (in[escape + 2] == 'd' || in[escape + 2] == 'D') && secondDigits.indexOf(in[escape + 3]) >= 0;
    }
}
