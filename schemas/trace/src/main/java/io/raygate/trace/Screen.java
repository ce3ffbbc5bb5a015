// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.trace;

/**
 * Where text is shown.
 *
 * @param columns in a line
 * @param colours whether outcomes are coloured
 */
public record Screen(int columns, boolean colours) {

    private static final char ESCAPE = '\u001b';

    /** An outcome's colour around a text, where there are colours. */
    public String coloured(Outcome outcome, String text) {
        return colours && !text.isBlank() && outcome.colour() != 0
                ? ESCAPE + "[" + outcome.colour() + "m" + text + ESCAPE + "[0m"
                : text;
    }

    /** The text in exactly that many columns, without what would disturb a terminal. */
    public static String fit(String text, int columns) {
        String line = Text.oneLine(text);
        int length = line.codePointCount(0, line.length());
        if (length <= columns) {
            return line + " ".repeat(columns - length);
        }
        return columns <= 0 ? "" : line.substring(0, line.offsetByCodePoints(0, columns - 1)) + "\u2026";
    }
}
