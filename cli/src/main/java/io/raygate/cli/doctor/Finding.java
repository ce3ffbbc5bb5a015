// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.doctor;

/**
 * What was found, with the remedy.
 *
 * @param isFatal whether something that is needed is missing
 */
record Finding(String mark, String text, boolean isFatal) {

    static Finding ok(String text) {
        return new Finding("ok", text, false);
    }

    /** Something that one can do without is missing. */
    static Finding optional(String text) {
        return new Finding("missing", text, false);
    }

    static Finding fatal(String text) {
        return new Finding("MISSING", text, true);
    }

    String line() {
        return "  %-8s %s".formatted(mark, text);
    }
}
