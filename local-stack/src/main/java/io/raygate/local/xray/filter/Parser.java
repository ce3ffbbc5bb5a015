// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.XRayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the filter language (AWS X-Ray Developer Guide, "Using filter expressions", read 2026-11-27). Two terms side by side
 * mean AND. Throws {@link XRayException} that names line and position of the first symbol that does not belong. Not
 * thread-safe.
 */
final class Parser {

    private final Tokens tokens;

    private Parser(String text) {
        this.tokens = new Tokens(text);
    }

    static Expression parse(String text) {
        Parser parser = new Parser(text);
        Expression expression = parser.any();
        parser.tokens.read(Token.Kind.END);
        return expression;
    }

    private Expression any() {
        List<Expression> terms = new ArrayList<>(List.of(all()));
        while (tokens.skipWord("OR")) {
            terms.add(all());
        }
        return terms.size() == 1 ? terms.getFirst() : new Expression.Any(terms);
    }

    private Expression all() {
        List<Expression> terms = new ArrayList<>(List.of(unary()));
        while (tokens.skipWord("AND") || beginsTerm(tokens.peek())) {
            terms.add(unary());
        }
        return terms.size() == 1 ? terms.getFirst() : new Expression.All(terms);
    }

    private static boolean beginsTerm(Token token) {
        return token.is("(") || token.is("!") || (token.kind() == Token.Kind.WORD && !token.isWord("OR"));
    }

    private Expression unary() {
        if (tokens.peek().is("(")) {
            return enclosed("(", ")");
        }
        if (!tokens.peek().is("!") && !tokens.peek().isWord("NOT")) {
            return term();
        }
        tokens.enter();
        tokens.read();
        Expression negated = new Expression.Not(unary());
        tokens.leave();
        return negated;
    }

    private Expression enclosed(String open, String close) {
        tokens.enter();
        tokens.read(open);
        Expression inner = any();
        tokens.read(close);
        tokens.leave();
        return inner;
    }

    private Expression term() {
        Token keyword = tokens.read(Token.Kind.WORD);
        String word = keyword.lowerCase();
        return switch (word) {
            case "service" -> Selectors.service(keyword, tokens).with(braces());
            case "edge" -> Selectors.edge(keyword, tokens).with(braces());
            case "group.name", "groupname" -> group(keyword, false);
            case "group.arn", "grouparn" -> group(keyword, true);
            case "rootcause.json" -> causeJson(keyword);
            default -> word.startsWith("rootcause.") ? cause(keyword) : Comparisons.read(keyword, tokens);
        };
    }

    /** Null where there are no braces, or nothing in them. */
    private @Nullable Expression braces() {
        if (!tokens.peek().is("{")) {
            return null;
        }
        tokens.enter();
        tokens.read("{");
        Expression inner = tokens.peek().is("}") ? null : any();
        tokens.read("}");
        tokens.leave();
        return inner;
    }

    private Expression cause(Token keyword) {
        List<String> parts = List.of(keyword.lowerCase().split("\\.", -1));
        if (parts.size() != 3) {
            throw keyword.unexpected();
        }
        return new Expression.Cause(keyword, parts.get(1), parts.get(2), enclosed("{", "}"));
    }

    private Expression causeJson(Token keyword) {
        boolean negated = tokens.readEquality();
        Token json = tokens.read(Token.Kind.JSON);
        try {
            JsonNode pattern = RestJson.read(json.text().getBytes(StandardCharsets.UTF_8));
            if (pattern.isArray()) {
                return new Expression.CauseJson(keyword, negated, pattern);
            }
        } catch (IOException e) {
            throw json.unexpected();
        }
        throw json.unexpected();
    }

    private Expression group(Token keyword, boolean byArn) {
        boolean negated = tokens.readEquality();
        String value = tokens.read(Token.Kind.STRING).text();
        return new Expression.InGroup(keyword, byArn, negated, value);
    }
}
