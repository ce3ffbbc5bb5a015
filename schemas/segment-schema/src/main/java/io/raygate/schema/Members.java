// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

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
        at = JsonSteps.skipSpace(in, at);
        if (in[at] == ',') {
            at = JsonSteps.skipSpace(in, at + 1);
        }
        if (in[at] == '}') {
            return false;
        }
        int quote = key.readString(in, at + 1);
        int colon = JsonSteps.skipSpace(in, quote + 1);
        valueStart = JsonSteps.skipSpace(in, colon + 1);
        valueEnd = JsonSteps.skipValue(in, valueStart, end);
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
