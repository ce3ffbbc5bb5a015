// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import io.raygate.local.xray.filter.Expression.Edge;
import io.raygate.local.xray.filter.Expression.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code service(...)} and {@code edge(...)} up to the braces, and what names a service in them. */
final class Selectors {

    private static final List<String> FIELDS = List.of("name", "type", "account.id");

    private Selectors() {}

    /** A selector that names its services and has no filter in braces, and nothing else. */
    static Expression parseAlone(String text) {
        Tokens tokens = new Tokens(text);
        Token keyword = tokens.peek();
        boolean isService = tokens.skipWord("service");
        if (!isService && !tokens.skipWord("edge")) {
            throw keyword.unexpected();
        }
        tokens.read("(");
        Expression selector = isService ? new Service(keyword, reference(tokens), null) : named(keyword, tokens);
        tokens.read(")");
        tokens.read(Token.Kind.END);
        return selector;
    }

    /** What follows the word {@code service}; any service where it names none. */
    static Service service(Token keyword, Tokens tokens) {
        Service any = new Service(keyword, ServiceReference.ANY, null);
        if (!tokens.skip("(") || tokens.skip(")")) {
            return any;
        }
        Service named = new Service(keyword, reference(tokens), null);
        tokens.read(")");
        return named;
    }

    /** What follows the word {@code edge}; any edge where it names none. */
    static Edge edge(Token keyword, Tokens tokens) {
        Edge any = new Edge(keyword, ServiceReference.ANY, ServiceReference.ANY, null);
        if (!tokens.skip("(") || tokens.skip(")")) {
            return any;
        }
        Edge named = named(keyword, tokens);
        tokens.read(")");
        return named;
    }

    private static Edge named(Token keyword, Tokens tokens) {
        ServiceReference from = reference(tokens);
        tokens.read(",");
        return new Edge(keyword, from, reference(tokens), null);
    }

    private static ServiceReference reference(Tokens tokens) {
        if (tokens.peek().kind() == Token.Kind.STRING) {
            return new ServiceReference(tokens.read().text(), "", "");
        }
        if (!tokens.skipWord("id")) {
            throw tokens.peek().unexpected();
        }
        tokens.read("(");
        Map<String, String> fields = new HashMap<>();
        do {
            readField(tokens, fields);
        } while (tokens.skip(","));
        tokens.read(")");
        return new ServiceReference(
                fields.getOrDefault("name", ""),
                fields.getOrDefault("type", ""),
                fields.getOrDefault("account.id", ""));
    }

    private static void readField(Tokens tokens, Map<String, String> fields) {
        Token field = tokens.read(Token.Kind.WORD);
        String name = field.lowerCase();
        if (!FIELDS.contains(name) || fields.containsKey(name)) {
            throw field.unexpected();
        }
        tokens.read(":");
        fields.put(name, tokens.read(Token.Kind.STRING).text());
    }
}
