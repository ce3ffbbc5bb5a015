// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads bodies of the form <code>{"TraceSegmentDocuments": ["...", ...]}</code>. Other members are ignored, as AWS's
 * services do, the same member twice is not: nobody could say which one was meant. A body is read to its end before any
 * of its documents counts. Costs one pass, and a string for each document. Thread-safe.
 */
final class BodyParser {

    private static final String DOCUMENTS = "TraceSegmentDocuments";

    private final JsonFactory json;
    private final int maxDocuments;

    /**
     * A parser.
     *
     * @param maxBodyBytes no string is longer
     */
    BodyParser(int maxBodyBytes, int maxDocuments) {
        this.json = JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(maxBodyBytes)
                        .build())
                .build();
        this.maxDocuments = maxDocuments;
    }

    ParsedBody parse(byte[] body) {
        try (JsonParser parser = json.createParser(body)) {
            return read(parser);
        } catch (IOException _) {
            // the bytes are in memory, so it is them
            return new ParsedBody.Malformed("The body is not JSON");
        }
    }

    private ParsedBody read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return new ParsedBody.Malformed("The body is not a JSON object");
        }
        Optional<ParsedBody> documents = Optional.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isDocuments = parser.currentName().equals(DOCUMENTS);
            parser.nextToken();
            if (!isDocuments) {
                parser.skipChildren();
                continue;
            }
            if (documents.isPresent()) {
                return new ParsedBody.Malformed(DOCUMENTS + " is there twice");
            }
            ParsedBody list = readDocuments(parser);
            if (list instanceof ParsedBody.Malformed) {
                return list;
            }
            documents = Optional.of(list);
        }
        if (parser.nextToken() != null) {
            return new ParsedBody.Malformed("Something stands behind the JSON object");
        }
        return documents.orElse(new ParsedBody.Malformed(DOCUMENTS + " is missing"));
    }

    private ParsedBody readDocuments(JsonParser parser) throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            return new ParsedBody.Malformed(DOCUMENTS + " is not a list");
        }
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return new ParsedBody.Malformed(DOCUMENTS + " holds something that is not a string");
            }
            if (texts.size() == maxDocuments) {
                return new ParsedBody.Malformed(
                        "More than " + maxDocuments + " documents, which raygate.intake.max-documents allows");
            }
            texts.add(parser.getText());
        }
        return new ParsedBody.Documents(texts);
    }
}
