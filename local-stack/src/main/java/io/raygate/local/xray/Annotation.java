// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An annotation of a segment or of one of its subsegments; the value is a string, a number or a boolean. */
record Annotation(String key, JsonNode value) {

    ObjectNode valueToJson() {
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
