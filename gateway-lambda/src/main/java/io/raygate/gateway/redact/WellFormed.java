// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.raygate.block.Document;
import io.raygate.gateway.json.JsonFactories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Whether a refused document can be stepped through at all. Costs a whole parse; refused ones are few. */
final class WellFormed {

    private static final int MAX_DEPTH = 512;
    private static final int MAX_CHARACTERS = 8 << 20;

    /** NaN and Infinity, which Python's SDK writes, are values like others here. */
    private static final JsonFactory JSON = JsonFactories.forDocuments()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_CHARACTERS)
                    .maxNumberLength(MAX_CHARACTERS)
                    .maxStringLength(MAX_CHARACTERS)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private WellFormed() {}

    /**
     * Whether the body is one JSON object or array, nested less than 512 deep. Bytes that are not UTF-8 may stand in it:
     * replacing them moves no quote and no bracket. A string, which may hold a document, is none.
     */
    static boolean isReadable(Document body) {
        int start = body.offset() + ByteOrderMark.length(body);
        String text = new String(body.content(), start, body.offset() + body.length() - start, StandardCharsets.UTF_8);
        try {
            return isOneContainer(text);
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isOneContainer(String text) throws IOException {
        int roots = 0;
        boolean container = false;
        try (JsonParser json = JSON.createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                json.finishToken();
                container |= token.isStructStart();
                roots += json.getParsingContext().inRoot() ? 1 : 0;
            }
        }
        return container && roots == 1;
    }
}
