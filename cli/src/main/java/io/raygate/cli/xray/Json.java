// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.xray;

import io.raygate.cli.Failure;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Trees of JSON. Reading keeps no names beyond the tree. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                    .build())
            .build();

    private Json() {}

    /** An object without members. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * What a server has answered.
     *
     * @param from named in the error
     * @throws Failure where it is not JSON
     */
    public static JsonNode read(byte[] body, String from) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException _) {
            throw Failure.of(from + " has not answered with JSON: check that X-Ray or a local stack is there");
        }
    }

    /** The tree; a missing node where the text is not JSON. */
    public static JsonNode readOrMissing(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }
}
