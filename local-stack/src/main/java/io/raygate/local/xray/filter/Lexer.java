// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import java.util.ArrayList;
import java.util.List;

/** Cuts a filter expression into symbols. Not thread-safe. */
final class Lexer {

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int next;
    private int line = 1;
    private int lineStart;

    private Lexer(String text) {
        this.text = text;
    }

    /** The last one is {@link Token.Kind#END}. */
    static List<Token> read(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.next < text.length()) {
            lexer.readOne();
        }
        lexer.add(Token.Kind.END, "", lexer.next);
        return lexer.tokens;
    }

    private void readOne() {
        char first = text.charAt(next);
        if (first == '\n') {
            next++;
            line++;
            lineStart = next;
        } else if (Character.isWhitespace(first)) {
            next++;
        } else if (first == '"') {
            readString();
        } else if (first == '[') {
            readBrackets();
        } else if (first == '#') {
            readJson();
        } else if (isNumberAt(next)) {
            readNumber();
        } else if (isWordStart(first)) {
            readWord();
        } else {
            readSymbol();
        }
    }

    private void readString() {
        int start = next++;
        StringBuilder value = new StringBuilder();
        while (next < text.length() && text.charAt(next) != '"') {
            if (text.charAt(next) == '\\' && next + 1 < text.length()) {
                next++;
            }
            value.append(text.charAt(next++));
        }
        closeWith('"', start);
        add(Token.Kind.STRING, value.toString(), start);
    }

    private void readBrackets() {
        int start = next++;
        while (next < text.length() && text.charAt(next) != ']') {
            next++;
        }
        String key = text.substring(start + 1, next).strip();
        closeWith(']', start);
        add(Token.Kind.BRACKETS, key, start);
    }

    /** An array with all that is in it; quotes hide brackets. */
    private void readJson() {
        int start = next++;
        int depth = 0;
        boolean quoted = false;
        while (next < text.length()) {
            char c = text.charAt(next++);
            if (c == '\\' && quoted) {
                next++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '[' || c == '{')) {
                depth++;
            } else if (!quoted && (c == ']' || c == '}') && --depth == 0) {
                add(Token.Kind.JSON, text.substring(start + 1, next), start);
                return;
            }
        }
        throw error(start, "#");
    }

    private void readNumber() {
        int start = next++;
        while (next < text.length() && (Character.isDigit(text.charAt(next)) || text.charAt(next) == '.')) {
            next++;
        }
        add(Token.Kind.NUMBER, text.substring(start, next), start);
    }

    private void readWord() {
        int start = next++;
        while (next < text.length() && isWordPart(next)) {
            next++;
        }
        add(Token.Kind.WORD, text.substring(start, next), start);
    }

    private void readSymbol() {
        int start = next++;
        char first = text.charAt(start);
        if ("!<>".indexOf(first) >= 0 && next < text.length() && text.charAt(next) == '=') {
            next++;
        } else if ("(){},:!=<>".indexOf(first) < 0) {
            throw error(start, String.valueOf(first));
        }
        add(Token.Kind.SYMBOL, text.substring(start, next), start);
    }

    private boolean isNumberAt(int index) {
        char first = text.charAt(index);
        boolean signed = (first == '-' || first == '.') && index + 1 < text.length();
        return Character.isDigit(signed ? text.charAt(index + 1) : first);
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    /** A dot belongs to a word where a letter or digit follows. */
    private boolean isWordPart(int index) {
        char c = text.charAt(index);
        if (c == '.') {
            return index + 1 < text.length() && (isWordStart(text.charAt(index + 1)) || isDigitAt(index + 1));
        }
        return isWordStart(c) || Character.isDigit(c);
    }

    private boolean isDigitAt(int index) {
        return Character.isDigit(text.charAt(index));
    }

    private void closeWith(char end, int start) {
        if (next >= text.length()) {
            throw error(start, String.valueOf(text.charAt(start)));
        }
        assert text.charAt(next) == end : "a symbol that ends before its end";
        next++;
    }

    private RuntimeException error(int start, String symbol) {
        return Token.error(line, start - lineStart + 1, symbol);
    }

    private void add(Token.Kind kind, String value, int start) {
        tokens.add(new Token(kind, value, line, start - lineStart + 1));
    }
}
