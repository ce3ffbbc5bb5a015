// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.splice;

import io.raygate.schema.JsonText;

/**
 * Goes over the members of an object in well-formed JSON text. One instance serves many objects; allocates nothing
 * but what {@link JsonText} keeps. Not thread-safe.
 */
public final class Members {

    private final JsonText key = new JsonText();
    private byte[] in = {};
    private int at;
    private int end;
    private int valueStart;
    private int valueEnd;

    /** Starts at the byte behind the opening brace of an object; {@code textEnd} is the end of the text. */
    public void open(byte[] text, int behindBrace, int textEnd) {
        in = text;
        at = behindBrace;
        end = textEnd;
    }

    /** Goes to the next member; false where there is none. */
    public boolean next() {
        at = JsonBytes.skipSpace(in, at);
        if (in[at] == ',') {
            at = JsonBytes.skipSpace(in, at + 1);
        }
        if (in[at] == '}') {
            return false;
        }
        int quote = JsonBytes.closingQuote(in, at + 1);
        key.read(in, at + 1, quote);
        int colon = JsonBytes.skipSpace(in, quote + 1);
        valueStart = JsonBytes.skipSpace(in, colon + 1);
        valueEnd = JsonBytes.skipValue(in, valueStart, end);
        at = valueEnd;
        return true;
    }

    /** The member's key. */
    public JsonText key() {
        return key;
    }

    /** The first byte of the member's value. */
    public int valueStart() {
        return valueStart;
    }

    /** The byte behind the member's value. */
    public int valueEnd() {
        return valueEnd;
    }
}
