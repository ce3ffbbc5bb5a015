// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.wire.RestJson;

/** An annotation of a segment or of one of its subsegments; the value is a string, a number or a boolean. */
public record Annotation(String key, JsonNode value) {

    public ObjectNode valueToJson() {
        ObjectNode json = RestJson.object();
        if (value.isNumber()) {
            return json.put("NumberValue", value.doubleValue());
        }
        if (value.isBoolean()) {
            return json.put("BooleanValue", value.booleanValue());
        }
        return json.put("StringValue", value.textValue());
    }
}
