// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.segment;

import org.jspecify.annotations.Nullable;

/** Texts with the characters and lengths that X-Ray takes: X-Ray Developer Guide, "Segment documents", read 2026-11-22. */
public final class Legal {

    private static final int MAX_NAME = 200;
    private static final int MAX_ANNOTATION_KEY = 500;
    private static final String NAME_MARKS = "_.:/%&#=+-@";

    /** {@code http.request}, {@code user} and {@code sql.user} hold no more characters. */
    static final int MAX_TEXT = 250;

    private Legal() {}

    /** The first {@link #MAX_TEXT} characters. */
    static @Nullable String cut(@Nullable String text) {
        if (text == null || text.codePointCount(0, text.length()) <= MAX_TEXT) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, MAX_TEXT));
    }

    /** A name: other characters become {@code _}, what is left over is cut off. */
    static String name(String text) {
        boolean legal = text.length() <= MAX_NAME;
        for (int i = 0; i < text.length() && legal; i++) {
            char c = text.charAt(i);
            legal = isAsciiLetterOrDigit(c) || c == ' ' || NAME_MARKS.indexOf(c) >= 0;
        }
        return legal
                ? text
                : text.codePoints()
                        .limit(MAX_NAME)
                        .map(c -> isNameCharacter(c) ? c : '_')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** The key of an annotation: dots are legal, other characters become {@code _}. */
    public static String annotationKey(String text) {
        if (text.isEmpty()) {
            return "_";
        }
        return text.codePoints()
                .limit(MAX_ANNOTATION_KEY)
                .map(c -> isAsciiLetterOrDigit(c) || c == '_' || c == '.' ? c : '_')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isNameCharacter(int c) {
        return Character.isLetterOrDigit(c) || Character.isSpaceChar(c) || NAME_MARKS.indexOf(c) >= 0;
    }

    private static boolean isAsciiLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
