// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.xray;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.raygate.edge.json.UntrustedJson;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Optional;

/**
 * Which page of the rules a client asks for: all that a GetSamplingRules request says. However it is written, the same
 * question is the same page.
 *
 * @param token empty for the first page
 */
record RulesPage(String token) {

    /** Characters of a token. Those of X-Ray have some hundred; the model sets no bound. */
    static final int MAX_TOKEN_CHARS = 4_096;

    static final RulesPage FIRST = new RulesPage("");

    private static final UntrustedJson JSON = new UntrustedJson(Integer.MAX_VALUE);
    private static final String NEXT_TOKEN = "NextToken";

    /** The page that a body asks for; none where it is no GetSamplingRules request. No body asks for the first page. */
    static Optional<RulesPage> askedFor(byte[] body) {
        try (JsonParser parser = JSON.parser(body)) {
            JsonToken begin = parser.nextToken();
            if (begin == null) {
                return Optional.of(FIRST);
            }
            return begin == JsonToken.START_OBJECT ? read(parser) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** The page after this answer; the first page, which no answer leads to, if this is the last one. */
    static RulesPage after(byte[] answer) {
        return askedFor(answer).orElse(FIRST);
    }

    boolean isFirst() {
        return token.isEmpty();
    }

    /** The request for it. */
    byte[] toBody() {
        var body = new JsonObject();
        if (!isFirst()) {
            body.put(NEXT_TOKEN, token);
        }
        return body.toBuffer().getBytes();
    }

    private static Optional<RulesPage> read(JsonParser parser) throws IOException {
        RulesPage page = FIRST;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isToken = parser.currentName().equals(NEXT_TOKEN);
            JsonToken value = parser.nextToken();
            if (!isToken) {
                parser.skipChildren();
                continue;
            }
            boolean fits = value == JsonToken.VALUE_STRING && parser.getTextLength() <= MAX_TOKEN_CHARS;
            if (!fits && value != JsonToken.VALUE_NULL) {
                return Optional.empty();
            }
            page = fits ? new RulesPage(parser.getText()) : FIRST;
        }
        return parser.nextToken() == null ? Optional.of(page) : Optional.empty();
    }
}
