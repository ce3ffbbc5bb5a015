// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.raygate.block.Document;
import io.raygate.gateway.json.JsonFactories;
import java.io.IOException;
import java.nio.ByteBuffer;
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

    /** Whether the body is one JSON value in UTF-8, without byte order mark, nested less than 512 deep. */
    static boolean isJson(Document body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.content(), body.offset(), body.length()))
                    .toString();
            return isOneValue(text);
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isOneValue(String text) throws IOException {
        int roots = 0;
        try (JsonParser json = JSON.createParser(text)) {
            while (json.nextToken() != null) {
                json.finishToken();
                boolean closedRoot = json.getParsingContext().inRoot();
                roots += closedRoot ? 1 : 0;
            }
        }
        return roots == 1;
    }
}
