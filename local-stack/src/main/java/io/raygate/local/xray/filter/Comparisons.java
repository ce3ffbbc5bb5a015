// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import io.raygate.local.xray.filter.Expression.Comparison;
import io.raygate.local.xray.filter.Expression.Side;
import io.raygate.local.xray.filter.Expression.Subject;
import io.raygate.local.xray.filter.Expression.Test;
import java.util.Locale;

/** Reads a keyword with what it is compared with, if anything. */
final class Comparisons {

    private static final String ANNOTATION = "annotation";

    private Comparisons() {}

    /** What follows the keyword. */
    static Comparison read(Token keyword, Tokens tokens) {
        return new Comparison(keyword, subject(keyword, tokens), test(tokens));
    }

    private static Test test(Tokens tokens) {
        Operator operator = Operator.of(tokens.peek()).orElse(Operator.PRESENT);
        if (operator == Operator.PRESENT) {
            return new Test(operator, null);
        }
        tokens.read();
        Token value = tokens.peek();
        boolean isValue = value.kind() == Token.Kind.STRING
                || value.kind() == Token.Kind.NUMBER
                || value.isWord("true")
                || value.isWord("false");
        if (!isValue) {
            throw value.unexpected();
        }
        return new Test(operator, tokens.read());
    }

    private static Subject subject(Token keyword, Tokens tokens) {
        Side side = side(keyword.lowerCase());
        String word = side == Side.BOTH
                ? keyword.text()
                : keyword.text().substring(keyword.text().indexOf('.') + 1);
        if (word.equalsIgnoreCase(ANNOTATION)) {
            return new Subject(
                    side, ANNOTATION, tokens.read(Token.Kind.BRACKETS).text());
        }
        if (word.toLowerCase(Locale.ROOT).startsWith(ANNOTATION + ".")) {
            return new Subject(side, ANNOTATION, key(keyword, word.substring(ANNOTATION.length() + 1)));
        }
        return new Subject(side, word.toLowerCase(Locale.ROOT), "");
    }

    /** One with dots belongs in brackets. */
    private static String key(Token keyword, String key) {
        if (key.indexOf('.') < 0) {
            return key;
        }
        int dot = keyword.text().length() - key.length() + key.indexOf('.');
        throw Token.error(keyword.line(), keyword.position() + dot, ".");
    }

    private static Side side(String word) {
        if (word.startsWith("source.")) {
            return Side.SOURCE;
        }
        return word.startsWith("destination.") ? Side.DESTINATION : Side.BOTH;
    }
}
