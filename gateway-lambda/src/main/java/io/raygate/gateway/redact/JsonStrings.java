// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.schema.JsonText;

/** Guesses what a JSON string holds. */
final class JsonStrings {

    private JsonStrings() {}

    /** Whether validation may take the text for a number in quotes; if it does not, the text holds nothing but such characters. */
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
}
