// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import java.util.List;

/** The symbols of one expression and the place that a reader has reached. Not thread-safe. */
final class Tokens {

    /** Brackets and braces in each other; a bound of our own, which keeps the stack small. */
    private static final int MAX_DEPTH = 100;

    private final List<Token> tokens;
    private int next;
    private int depth;

    Tokens(String text) {
        this.tokens = Lexer.read(text);
    }

    /** The next symbol; the last one stays. */
    Token peek() {
        return tokens.get(next);
    }

    /** The next symbol, which is read with it. */
    Token read() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    Token read(Token.Kind kind) {
        if (peek().kind() != kind) {
            throw peek().unexpected();
        }
        return read();
    }

    void read(String symbol) {
        if (!skip(symbol)) {
            throw peek().unexpected();
        }
    }

    /** Reads that symbol if it comes next. */
    boolean skip(String symbol) {
        return skipIf(peek().is(symbol));
    }

    /** Reads that word if it comes next. */
    boolean skipWord(String word) {
        return skipIf(peek().isWord(word));
    }

    /** True for {@code !=}, false for {@code =}; anything else is an error. */
    boolean readEquality() {
        if (skip("!=")) {
            return true;
        }
        read("=");
        return false;
    }

    /** One level deeper, until {@link #leave}. */
    void enter() {
        if (++depth > MAX_DEPTH) {
            throw peek().unexpected();
        }
    }

    void leave() {
        depth--;
    }

    private boolean skipIf(boolean isWanted) {
        next += isWanted ? 1 : 0;
        return isWanted;
    }
}
