// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import java.util.Locale;
import java.util.Optional;

/** How a keyword is compared with a value. */
enum Operator {
    /** A keyword alone: true, or there. */
    PRESENT(""),
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">="),
    CONTAINS("CONTAINS"),
    BEGINS_WITH("BEGINSWITH"),
    ENDS_WITH("ENDSWITH");

    private final String text;

    Operator(String text) {
        this.text = text;
    }

    static Optional<Operator> of(Token token) {
        if (token.kind() != Token.Kind.SYMBOL && token.kind() != Token.Kind.WORD) {
            return Optional.empty();
        }
        String wanted = token.text().toUpperCase(Locale.ROOT);
        for (Operator operator : values()) {
            if (operator != PRESENT && operator.text.equals(wanted)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    String text() {
        return text;
    }

    boolean isOfNumbers() {
        return switch (this) {
            case EQUAL, NOT_EQUAL, LESS, AT_MOST, MORE, AT_LEAST -> true;
            case PRESENT, CONTAINS, BEGINS_WITH, ENDS_WITH -> false;
        };
    }

    boolean isOfTexts() {
        return switch (this) {
            case EQUAL, NOT_EQUAL, CONTAINS, BEGINS_WITH, ENDS_WITH -> true;
            case PRESENT, LESS, AT_MOST, MORE, AT_LEAST -> false;
        };
    }

    /** An absent number, which is not a number, meets none. */
    boolean test(double actual, double wanted) {
        return switch (this) {
            case EQUAL -> actual == wanted;
            case NOT_EQUAL -> actual < wanted || actual > wanted;
            case LESS -> actual < wanted;
            case AT_MOST -> actual <= wanted;
            case MORE -> actual > wanted;
            case AT_LEAST -> actual >= wanted;
            case PRESENT -> !Double.isNaN(actual);
            case CONTAINS, BEGINS_WITH, ENDS_WITH -> false;
        };
    }

    /** Case matters. */
    boolean test(String actual, String wanted) {
        return switch (this) {
            case EQUAL -> actual.equals(wanted);
            case NOT_EQUAL -> !actual.equals(wanted);
            case CONTAINS -> actual.contains(wanted);
            case BEGINS_WITH -> actual.startsWith(wanted);
            case ENDS_WITH -> actual.endsWith(wanted);
            case PRESENT -> true;
            case LESS, AT_MOST, MORE, AT_LEAST -> false;
        };
    }
}
