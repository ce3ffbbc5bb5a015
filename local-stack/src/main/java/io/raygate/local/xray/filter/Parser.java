// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.local.xray.filter.Expression.Comparison;
import io.raygate.local.xray.filter.Expression.Side;
import io.raygate.local.xray.filter.Expression.Subject;
import io.raygate.local.xray.filter.Expression.Test;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.XRayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the filter language (AWS X-Ray Developer Guide, "Using filter expressions", read 2026-11-27). Two terms side by side
 * mean AND. Throws {@link XRayException} that names line and position of the first symbol that does not belong. Not
 * thread-safe.
 */
final class Parser {

    /** Brackets and braces in each other; a bound of our own, which keeps the stack small. */
    private static final int MAX_DEPTH = 100;

    private static final String ANNOTATION = "annotation";

    private final List<Token> tokens;
    private int next;
    private int depth;

    private Parser(String text) {
        this.tokens = Lexer.read(text);
    }

    static Expression parse(String text) {
        Parser parser = new Parser(text);
        Expression expression = parser.any();
        parser.require(Token.Kind.END);
        return expression;
    }

    /** {@code service(...)} or {@code edge(...)} that names its services and has no filter in braces. */
    static Expression parseSelector(String text) {
        Parser parser = new Parser(text);
        Token first = parser.peek();
        if (!first.isWord("service") && !first.isWord("edge")) {
            throw first.unexpected();
        }
        parser.next++;
        boolean isService = first.isWord("service");
        parser.symbol("(");
        ServiceReference one = parser.reference();
        ServiceReference other = ServiceReference.ANY;
        if (!isService) {
            parser.symbol(",");
            other = parser.reference();
        }
        parser.symbol(")");
        parser.require(Token.Kind.END);
        return isService ? new Expression.Service(first, one, null) : new Expression.Edge(first, one, other, null);
    }

    private Expression any() {
        List<Expression> terms = new ArrayList<>(List.of(all()));
        while (peek().isWord("OR")) {
            next++;
            terms.add(all());
        }
        return terms.size() == 1 ? terms.getFirst() : new Expression.Any(terms);
    }

    private Expression all() {
        List<Expression> terms = new ArrayList<>(List.of(unary()));
        while (true) {
            if (peek().isWord("AND")) {
                next++;
            } else if (!beginsTerm(peek())) {
                return terms.size() == 1 ? terms.getFirst() : new Expression.All(terms);
            }
            terms.add(unary());
        }
    }

    private static boolean beginsTerm(Token token) {
        return token.is("(") || token.is("!") || (token.kind() == Token.Kind.WORD && !token.isWord("OR"));
    }

    private Expression unary() {
        Token token = peek();
        if (token.is("!") || token.isWord("NOT")) {
            next++;
            enter(token);
            Expression negated = new Expression.Not(unary());
            depth--;
            return negated;
        }
        return token.is("(") ? enclosed("(", ")") : term();
    }

    private Expression enclosed(String open, String close) {
        enter(peek());
        symbol(open);
        Expression inner = any();
        symbol(close);
        depth--;
        return inner;
    }

    private void enter(Token token) {
        if (++depth > MAX_DEPTH) {
            throw token.unexpected();
        }
    }

    private Expression term() {
        Token keyword = require(Token.Kind.WORD);
        String word = keyword.text().toLowerCase(Locale.ROOT);
        if (word.equals("service")) {
            return service(keyword);
        }
        if (word.equals("edge")) {
            return edge(keyword);
        }
        if (word.equals("rootcause.json")) {
            return causeJson(keyword);
        }
        if (word.startsWith("rootcause.")) {
            return cause(keyword, word);
        }
        return switch (word) {
            case "group.name", "groupname" -> group(keyword, false);
            case "group.arn", "grouparn" -> group(keyword, true);
            default -> comparison(keyword);
        };
    }

    private Expression service(Token keyword) {
        ServiceReference reference = ServiceReference.ANY;
        if (peek().is("(")) {
            next++;
            if (!peek().is(")")) {
                reference = reference();
            }
            symbol(")");
        }
        return new Expression.Service(keyword, reference, braces());
    }

    private Expression edge(Token keyword) {
        ServiceReference from = ServiceReference.ANY;
        ServiceReference to = ServiceReference.ANY;
        if (peek().is("(")) {
            next++;
            if (!peek().is(")")) {
                from = reference();
                symbol(",");
                to = reference();
            }
            symbol(")");
        }
        return new Expression.Edge(keyword, from, to, braces());
    }

    /** Null where there are no braces, or nothing in them. */
    private @Nullable Expression braces() {
        if (!peek().is("{")) {
            return null;
        }
        if (tokens.get(next + 1).is("}")) {
            next += 2;
            return null;
        }
        return enclosed("{", "}");
    }

    private ServiceReference reference() {
        if (peek().kind() == Token.Kind.STRING) {
            return new ServiceReference(tokens.get(next++).text(), "", "");
        }
        Token id = require(Token.Kind.WORD);
        if (!id.isWord("id")) {
            throw id.unexpected();
        }
        symbol("(");
        Map<String, String> fields = new HashMap<>();
        do {
            Token field = require(Token.Kind.WORD);
            String name = field.text().toLowerCase(Locale.ROOT);
            if (!List.of("name", "type", "account.id").contains(name) || fields.containsKey(name)) {
                throw field.unexpected();
            }
            symbol(":");
            fields.put(name, require(Token.Kind.STRING).text());
        } while (skip(","));
        symbol(")");
        return new ServiceReference(
                fields.getOrDefault("name", ""),
                fields.getOrDefault("type", ""),
                fields.getOrDefault("account.id", ""));
    }

    private Expression cause(Token keyword, String word) {
        List<String> parts = List.of(word.split("\\.", -1));
        if (parts.size() != 3) {
            throw keyword.unexpected();
        }
        return new Expression.Cause(keyword, parts.get(1), parts.get(2), enclosed("{", "}"));
    }

    private Expression causeJson(Token keyword) {
        boolean negated = equality();
        Token json = require(Token.Kind.JSON);
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
        boolean negated = equality();
        return new Expression.InGroup(
                keyword, byArn, negated, require(Token.Kind.STRING).text());
    }

    /** True for {@code !=}. */
    private boolean equality() {
        Token operator = tokens.get(next);
        if (!operator.is("=") && !operator.is("!=")) {
            throw operator.unexpected();
        }
        next++;
        return operator.is("!=");
    }

    private Expression comparison(Token keyword) {
        Subject subject = subject(keyword);
        Operator operator = Operator.of(peek()).orElse(Operator.PRESENT);
        if (operator == Operator.PRESENT) {
            return new Comparison(keyword, subject, new Test(operator, null));
        }
        next++;
        Token value = tokens.get(next);
        boolean isValue = value.kind() == Token.Kind.STRING
                || value.kind() == Token.Kind.NUMBER
                || value.isWord("true")
                || value.isWord("false");
        if (!isValue) {
            throw value.unexpected();
        }
        next++;
        return new Comparison(keyword, subject, new Test(operator, value));
    }

    private Subject subject(Token keyword) {
        Side side = side(keyword.text());
        String word = side == Side.BOTH
                ? keyword.text()
                : keyword.text().substring(keyword.text().indexOf('.') + 1);
        if (word.equalsIgnoreCase(ANNOTATION)) {
            return new Subject(side, ANNOTATION, require(Token.Kind.BRACKETS).text());
        }
        if (word.toLowerCase(Locale.ROOT).startsWith(ANNOTATION + ".")) {
            String key = word.substring(ANNOTATION.length() + 1);
            if (key.indexOf('.') >= 0) {
                int dot = keyword.text().length() - key.length() + key.indexOf('.');
                throw Token.error(keyword.line(), keyword.position() + dot, ".");
            }
            return new Subject(side, ANNOTATION, key);
        }
        return new Subject(side, word.toLowerCase(Locale.ROOT), "");
    }

    private static Side side(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.startsWith("source.")) {
            return Side.SOURCE;
        }
        return lower.startsWith("destination.") ? Side.DESTINATION : Side.BOTH;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private boolean skip(String symbol) {
        if (!peek().is(symbol)) {
            return false;
        }
        next++;
        return true;
    }

    private void symbol(String symbol) {
        if (!skip(symbol)) {
            throw peek().unexpected();
        }
    }

    private Token require(Token.Kind kind) {
        Token token = peek();
        if (token.kind() != kind) {
            throw token.unexpected();
        }
        if (kind != Token.Kind.END) {
            next++;
        }
        return token;
    }
}
