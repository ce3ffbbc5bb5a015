// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** New text for strings that X-Ray would refuse. */
final class NameRepair {

    private static final String NO_NAME = "unknown";

    private NameRepair() {}

    /** A name of legal characters, as many as there were. */
    static String name(JsonText text) {
        return text.length() == 0 ? NO_NAME : legal(text, Integer.MAX_VALUE, Texts::isNameCharacter);
    }

    /** A legal annotation key. */
    static String annotationKey(JsonText text) {
        return text.length() == 0
                ? "_"
                : legal(text, DocumentShapes.MAX_ANNOTATION_KEY, Texts::isAnnotationKeyCharacter);
    }

    /** The first {@code max} characters as the content of a JSON string. */
    static String cut(JsonText text, int max) {
        StringBuilder out = new StringBuilder();
        each(text, max, c -> escape(c, out));
        return out.toString();
    }

    private static String legal(JsonText text, int max, IntPredicate allowed) {
        StringBuilder out = new StringBuilder();
        each(text, max, c -> out.appendCodePoint(allowed.test(c) ? c : '_'));
        return out.toString();
    }

    private static void each(JsonText text, int max, IntConsumer each) {
        int at = text.start;
        for (int i = 0; i < max && at < text.end; i++) {
            each.accept(Utf8.codePoint(text.bytes, at));
            at += Utf8.size(text.bytes[at]);
        }
    }

    private static void escape(int c, StringBuilder out) {
        if (c == '"' || c == '\\') {
            out.append('\\').append((char) c);
        } else if (c < ' ' || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            out.append(String.format("\\u%04x", c));
        } else {
            out.appendCodePoint(c);
        }
    }
}
