// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import io.raygate.local.xray.wire.XRayException;
import java.util.Locale;

/**
 * A symbol of a filter expression.
 *
 * @param text     as it was written; of a string without its quotes and escapes, of brackets what is between them
 * @param line     from 1
 * @param position in its line, from 1
 */
record Token(Kind kind, String text, int line, int position) {

    /** What a symbol is. */
    enum Kind {
        WORD,
        STRING,
        NUMBER,
        /** One of {@code ( ) { } , : ! = != < <= > >=}. */
        SYMBOL,
        /** {@code [key]}. */
        BRACKETS,
        /** {@code #[...]}. */
        JSON,
        END
    }

    String lowerCase() {
        return text.toLowerCase(Locale.ROOT);
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** The error that X-Ray answers where this symbol does not belong. */
    XRayException unexpected() {
        return error(line, position, kind == Kind.END ? "<EOF>" : text);
    }

    static XRayException error(int line, int position, String symbol) {
        return XRayException.invalidRequest("Error Location: line " + line + ", position " + position
                + " : Invalid input symbol: '" + symbol + "'");
    }
}
