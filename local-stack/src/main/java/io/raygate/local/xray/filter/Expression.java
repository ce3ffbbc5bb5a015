// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A filter expression as it was written. */
sealed interface Expression {

    record All(List<Expression> terms) implements Expression {

        public All {
            terms = List.copyOf(terms);
        }
    }

    record Any(List<Expression> terms) implements Expression {

        public Any {
            terms = List.copyOf(terms);
        }
    }

    record Not(Expression term) implements Expression {}

    /** A keyword alone, or compared with a value. */
    record Comparison(Token keyword, Subject subject, Test test) implements Expression {}

    /**
     * What is compared.
     *
     * @param side       of an edge; {@code BOTH} where the expression names none
     * @param annotation the key of an annotation; empty for another keyword
     */
    record Subject(Side side, String word, String annotation) {}

    /** A side of an edge. */
    enum Side {
        BOTH,
        SOURCE,
        DESTINATION
    }

    /**
     * How it is compared.
     *
     * @param value null with {@link Operator#PRESENT}
     */
    record Test(Operator operator, @Nullable Token value) {}

    record Service(
            Token keyword,
            ServiceReference service,
            @Nullable Expression inner) implements Expression {

        Service with(@Nullable Expression filter) {
            return new Service(keyword, service, filter);
        }
    }

    record Edge(
            Token keyword,
            ServiceReference from,
            ServiceReference to,
            @Nullable Expression inner) implements Expression {

        Edge with(@Nullable Expression filter) {
            return new Edge(keyword, from, to, filter);
        }
    }

    /** For example {@code rootcause.fault.service { ... }}. */
    record Cause(Token keyword, String kind, String level, Expression inner) implements Expression {}

    record CauseJson(Token keyword, boolean negated, JsonNode pattern) implements Expression {}

    record InGroup(Token keyword, boolean byArn, boolean negated, String value) implements Expression {}
}
