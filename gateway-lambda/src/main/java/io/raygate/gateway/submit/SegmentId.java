// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.raygate.block.Document;
import io.raygate.gateway.json.JsonFactories;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Finds the id of a document. Costs a pass over it: only for the documents of a call of which X-Ray refused some. */
final class SegmentId {

    private static final JsonFactory JSON = JsonFactories.forDocuments().build();

    private SegmentId() {}

    /** The id at the root; empty where there is none. */
    static String of(Document document) {
        try (JsonParser json =
                JSON.createParser(new ByteArrayInputStream(document.content(), document.offset(), document.length()))) {
            return json.nextToken() == JsonToken.START_OBJECT ? find(json) : "";
        } catch (IOException _) {
            return ""; // not JSON: an answer cannot name it by an id
        }
    }

    private static String find(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isId = json.currentName().equals("id");
            if (json.nextToken() == JsonToken.VALUE_STRING && isId) {
                return json.getText();
            }
            json.skipChildren();
        }
        return "";
    }
}
