// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.json.UntrustedJson;

/** What the page tells of a message's body. */
final class MessageText {

    private static final ObjectMapper JSON = UntrustedJson.json().build();
    private static final String OTHER = "other";
    private static final int MAX_REASON_CHARS = 300;

    private MessageText() {}

    /** {@code tenant/reason/code} of a message from quarantine, else {@code other}. */
    static String reason(String body) {
        JsonNode message = parsed(body);
        if (!message.has("reason")) {
            return OTHER;
        }
        String reason = String.join(
                "/",
                message.path("tenant").asText(),
                message.path("reason").asText(),
                message.path("code").asText());
        return cut(reason, MAX_REASON_CHARS);
    }

    /** A body that is too long is cut: of a message from quarantine only its field {@code body}, so that it stays JSON. */
    static String shortened(String body, int maxChars) {
        if (body.length() <= maxChars) {
            return body;
        }
        if (parsed(body) instanceof ObjectNode message && message.has("reason")) {
            message.put("body", cut(message.path("body").asText(), maxChars)).put("shortened", true);
            return message.toString();
        }
        return cut(body, maxChars);
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String cut(String text, int maxChars) {
        return text.length() > maxChars ? text.substring(0, maxChars) : text;
    }
}
