// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.trace;

/** Text of a sender or a server, for a terminal. */
public final class Text {

    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /** The text without what moves a cursor, changes colours or turns the direction of writing. */
    public static String oneLine(String text) {
        return text.codePoints()
                .map(character -> isHarmless(character) ? character : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
