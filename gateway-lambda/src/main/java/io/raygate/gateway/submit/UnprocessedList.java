// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.raygate.gateway.json.JsonFactories;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {"UnprocessedTraceSegments":[{"Id":"…","ErrorCode":"…","Message":"…"}]}}. X-Ray always lists what it has not
 * processed, even if that is nothing: an answer without the list confirms nothing.
 */
final class UnprocessedList {

    private static final JsonFactory JSON = JsonFactories.forDocuments().build();
    private static final PutAnswer NO_LIST = new PutAnswer.Unavailable("UnexpectedAnswer");

    private UnprocessedList() {}

    static PutAnswer read(byte[] body) {
        try (JsonParser json = JSON.createParser(body)) {
            List<Unprocessed> entries = json.nextToken() == JsonToken.START_OBJECT ? members(json) : null;
            return entries == null || json.nextToken() != null ? NO_LIST : new PutAnswer.Taken(entries);
        } catch (IOException _) {
            return NO_LIST;
        }
    }

    /** Null where the list is missing or is none. */
    private static @Nullable List<Unprocessed> members(JsonParser json) throws IOException {
        List<Unprocessed> entries = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isList = json.currentName().equals("UnprocessedTraceSegments");
            JsonToken value = json.nextToken();
            if (!isList) {
                json.skipChildren();
            } else if (value == JsonToken.START_ARRAY) {
                entries = entries(json);
            } else {
                throw new IOException("the list is none");
            }
        }
        return entries;
    }

    private static List<Unprocessed> entries(JsonParser json) throws IOException {
        List<Unprocessed> entries = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw new IOException("an entry is no object");
            }
            entries.add(entry(json));
        }
        return entries;
    }

    private static Unprocessed entry(JsonParser json) throws IOException {
        String id = "";
        String code = "Unknown";
        String message = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            boolean isKnown = name.equals("Id") || name.equals("ErrorCode") || name.equals("Message");
            if (!isKnown || value == JsonToken.VALUE_NULL) {
                json.skipChildren();
                continue;
            }
            if (!value.isScalarValue()) {
                throw new IOException(name + " is no text");
            }
            switch (name) {
                case "Id" -> id = json.getText();
                case "ErrorCode" -> code = json.getText();
                default -> message = json.getText();
            }
        }
        return new Unprocessed(id, code, message);
    }
}
