// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The body of a message, as far as it is shown.
 *
 * @param text   what is longer than asked for is cut: of a JSON object only its field {@code body}, so that it stays JSON
 * @param reason {@code tenant/reason/code} of a message from quarantine, else {@code other}
 */
record MessageText(String text, String reason) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OTHER = "other";

    static MessageText of(String body, int maxChars) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json instanceof ObjectNode message && message.has("reason")) {
                return new MessageText(shortened(message, body, maxChars), reason(message));
            }
        } catch (JsonProcessingException e) {
            return new MessageText(cut(body, maxChars), OTHER);
        }
        return new MessageText(cut(body, maxChars), OTHER);
    }

    private static String shortened(ObjectNode message, String body, int maxChars) {
        if (body.length() <= maxChars) {
            return body;
        }
        message.put("body", cut(message.path("body").asText(), maxChars)).put("shortened", true);
        return message.toString();
    }

    private static String reason(ObjectNode message) {
        return String.join(
                "/",
                message.path("tenant").asText(),
                message.path("reason").asText(),
                message.path("code").asText());
    }

    private static String cut(String text, int maxChars) {
        return text.length() > maxChars ? text.substring(0, maxChars) : text;
    }
}
