// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.raygate.edge.json.UntrustedJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads bodies of the form <code>{"TraceSegmentDocuments": ["...", ...]}</code>. Other members are ignored, as AWS's
 * services do. A duplicate member is refused, since it is ambiguous. A body is read to its end before any of its documents
 * counts. Costs one pass, and a string for each document that is not too large. Thread-safe.
 */
final class BodyParser {

    private static final String DOCUMENTS = "TraceSegmentDocuments";

    private final UntrustedJson json;
    private final int maxDocuments;
    private final int maxDocumentBytes;

    /**
     * A parser.
     *
     * @param maxBodyBytes no string is longer
     * @param maxDocumentBytes larger documents are not decoded
     */
    BodyParser(int maxBodyBytes, int maxDocuments, int maxDocumentBytes) {
        this.json = new UntrustedJson(maxBodyBytes);
        this.maxDocuments = maxDocuments;
        this.maxDocumentBytes = maxDocumentBytes;
    }

    ParsedBody parse(byte[] body) {
        if (isWide(body)) {
            return new ParsedBody.Malformed("The body is not UTF-8");
        }
        try (JsonParser parser = json.parser(body)) {
            return read(parser);
        } catch (IOException | RuntimeException _) {
            // the bytes are in memory, so it is them, or what the parser makes of them: nothing counts yet either way
            return new ParsedBody.Malformed("The body is not JSON");
        }
    }

    /** UTF-16 or UTF-32, which the parser would read too, and put something else in the place of half a character. */
    private static boolean isWide(byte[] body) {
        for (int i = 0; i < Math.min(body.length, 4); i++) {
            if (body[i] == 0 || body[i] == (byte) 0xFE || body[i] == (byte) 0xFF) {
                return true;
            }
        }
        return false;
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
                return new ParsedBody.Malformed(DOCUMENTS + " is a duplicate member");
            }
            ParsedBody list = readDocuments(parser);
            if (list instanceof ParsedBody.Malformed) {
                return list;
            }
            documents = Optional.of(list);
        }
        if (parser.nextToken() != null) {
            return new ParsedBody.Malformed("Trailing content after the JSON object");
        }
        return documents.orElse(new ParsedBody.Malformed(DOCUMENTS + " is missing"));
    }

    private ParsedBody readDocuments(JsonParser parser) throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            return new ParsedBody.Malformed(DOCUMENTS + " is not a list");
        }
        List<Optional<String>> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return new ParsedBody.Malformed(DOCUMENTS + " holds something that is not a string");
            }
            if (texts.size() == maxDocuments) {
                return new ParsedBody.Malformed(
                        "More than " + maxDocuments + " documents, which raygate.intake.max-documents allows");
            }
            // A character has a byte at least.
            boolean fits = parser.getTextLength() <= maxDocumentBytes;
            texts.add(fits ? Optional.of(parser.getText()) : Optional.empty());
        }
        return new ParsedBody.Documents(texts);
    }

    /** What the body of a request holds. */
    sealed interface ParsedBody {

        /**
         * A list of documents.
         *
         * @param texts each as the JSON string said it; empty for one with more characters than a document may have bytes
         */
        record Documents(List<Optional<String>> texts) implements ParsedBody {

            public Documents {
                texts = List.copyOf(texts);
            }
        }

        /**
         * Anything else.
         *
         * @param message for the client; quotes nothing of the body
         */
        record Malformed(String message) implements ParsedBody {}
    }
}
