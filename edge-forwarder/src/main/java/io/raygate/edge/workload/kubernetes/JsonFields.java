// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Walks JSON as it streams in. Values of another type than expected are passed over, as unknown fields are. */
final class JsonFields {

    /** Names and label values have at most 253 characters, and images are not much longer. */
    static final int MAX_TEXT_CHARS = 4096;

    private JsonFields() {}

    /** Takes one field of an object; must leave the parser at the end of its value. */
    @FunctionalInterface
    interface FieldReader {
        void read(String name) throws IOException;
    }

    /** Takes one element of an array; must leave the parser at its end. */
    @FunctionalInterface
    interface ElementReader {
        void read() throws IOException;
    }

    /** The parser stands at a value; each field of it goes to {@code reader} if it is an object. */
    static void ofObject(JsonParser json, FieldReader reader) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            reader.read(name);
        }
    }

    /** The parser stands at a value; each element of it goes to {@code reader} if it is an array. */
    static void ofArray(JsonParser json, ElementReader reader) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            reader.read();
        }
    }

    /** The text at which the parser stands; empty where it stands at something else, or at a text too long to be a name. */
    static String text(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getTextLength() > MAX_TEXT_CHARS ? "" : json.getText();
        }
        json.skipChildren();
        return "";
    }
}
