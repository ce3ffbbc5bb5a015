// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.local.xray.document.Annotation;
import io.raygate.local.xray.filter.Expression.Comparison;
import io.raygate.local.xray.filter.Expression.Test;
import io.raygate.local.xray.filter.Words.Field;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns a comparison into a predicate on the things that have the keyword. A value of another type is a syntax error. */
final class Comparing {

    private Comparing() {}

    static <T> Predicate<T> compile(Comparison comparison, Words<T> words) {
        Test test = comparison.test();
        if (!comparison.subject().annotation().isEmpty()) {
            Predicate<Annotation> wanted = annotation(comparison.subject().annotation(), test);
            BiPredicate<T, Predicate<Annotation>> any = words.annotations();
            return thing -> any.test(thing, wanted);
        }
        Field<T> field = words.fields().get(comparison.subject().word());
        if (field == null) {
            throw comparison.keyword().unexpected();
        }
        return switch (field) {
            case Field.Flag<T>(var reader) -> flag(reader, test);
            case Field.Quantity<T>(var reader) -> {
                double wanted = test.value() == null ? 0 : number(test);
                Operator operator = test.operator();
                yield thing -> operator.test(reader.applyAsDouble(thing), wanted);
            }
            case Field.Text<T>(var reader) -> {
                String wanted = test.value() == null ? "" : text(test);
                Operator operator = test.operator();
                Predicate<String> condition = actual -> operator.test(actual, wanted);
                yield thing -> reader.test(thing, condition);
            }
        };
    }

    private static <T> Predicate<T> flag(Predicate<T> reader, Test test) {
        if (test.value() == null) {
            return reader;
        }
        if (test.operator() != Operator.EQUAL && test.operator() != Operator.NOT_EQUAL) {
            throw test.value().unexpected();
        }
        boolean wanted = truth(test.value()) == (test.operator() == Operator.EQUAL);
        return wanted ? reader : reader.negate();
    }

    /** By the type of the value that is asked for; nothing is converted. */
    private static Predicate<Annotation> annotation(String key, Test test) {
        Token value = test.value();
        Predicate<JsonNode> condition = value == null ? any -> true : condition(test, value);
        return annotation -> annotation.key().equals(key) && condition.test(annotation.value());
    }

    private static Predicate<JsonNode> condition(Test test, Token value) {
        Operator operator = test.operator();
        return switch (value.kind()) {
            case NUMBER -> {
                double wanted = number(test);
                yield actual -> actual.isNumber() && operator.test(actual.doubleValue(), wanted);
            }
            case STRING -> {
                String wanted = text(test);
                yield actual -> actual.isTextual() && operator.test(actual.textValue(), wanted);
            }
            case WORD -> {
                boolean wanted = truth(value);
                boolean equal = operator == Operator.EQUAL;
                if (!equal && operator != Operator.NOT_EQUAL) {
                    throw value.unexpected();
                }
                yield actual -> actual.isBoolean() && (actual.booleanValue() == wanted) == equal;
            }
            case SYMBOL, BRACKETS, JSON, END -> throw value.unexpected();
        };
    }

    private static boolean truth(Token value) {
        return switch (value.text().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw value.unexpected();
        };
    }

    private static double number(Test test) {
        Token value = given(test.value());
        if (value.kind() != Token.Kind.NUMBER || !test.operator().isOfNumbers()) {
            throw value.unexpected();
        }
        try {
            return Double.parseDouble(value.text());
        } catch (NumberFormatException e) {
            throw value.unexpected();
        }
    }

    private static String text(Test test) {
        Token value = given(test.value());
        if (value.kind() != Token.Kind.STRING || !test.operator().isOfTexts()) {
            throw value.unexpected();
        }
        return value.text();
    }

    private static Token given(@Nullable Token value) {
        if (value == null) {
            throw new IllegalStateException("an operator without a value");
        }
        return value;
    }
}
