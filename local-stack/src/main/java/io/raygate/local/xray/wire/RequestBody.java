// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request body and the checks that X-Ray's model asks for. A member that is null counts as absent. */
public record RequestBody(JsonNode json) {

    public static RequestBody of(byte[] body) {
        if (body.length == 0) {
            return new RequestBody(RestJson.object());
        }
        try {
            JsonNode json = RestJson.read(body);
            if (json.isObject()) {
                return new RequestBody(json);
            }
        } catch (IOException e) {
            throw XRayException.serialization("The request body is not JSON");
        }
        throw XRayException.serialization("The request body is not a JSON object");
    }

    /** The text of a member; empty where it is absent or the empty string. */
    public Optional<String> text(String name) {
        JsonNode value = member(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        check(value.isTextual(), name + " must be a string");
        return Optional.of(value.textValue()).filter(text -> !text.isEmpty());
    }

    /** The text of a member, refused where it is longer than that; empty where it is absent or the empty string. */
    public Optional<String> text(String name, int maxLength) {
        Optional<String> text = text(name);
        check(text.isEmpty() || text.get().length() <= maxLength, name + " is longer than " + maxLength);
        return text;
    }

    public String requiredText(String name, int maxLength) {
        String text = text(name).orElseThrow(() -> XRayException.invalidRequest(name + " is required"));
        check(text.length() <= maxLength, name + " is longer than " + maxLength);
        return text;
    }

    public Optional<Boolean> flag(String name) {
        JsonNode value = member(name);
        check(value.isMissingNode() || value.isBoolean(), name + " must be a boolean");
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.booleanValue());
    }

    public double requiredNumber(String name, double min, double max) {
        JsonNode value = member(name);
        if (value.isMissingNode()) {
            throw XRayException.missing(name);
        }
        check(value.isNumber(), name + " must be a number");
        double number = value.doubleValue();
        check(number >= min && number <= max, name + " must be between " + min + " and " + max);
        return number;
    }

    public int requiredInteger(String name, int min, int max) {
        JsonNode value = member(name);
        check(value.canConvertToExactIntegral(), name + " is required and must be an integer");
        double number = value.doubleValue();
        check(number >= min && number <= max, name + " must be between " + min + " and " + max);
        return value.intValue();
    }

    /** StartTime and EndTime, which many operations require. */
    public TimeRange timeRange() {
        double start = requiredNumber("StartTime", 0, Long.MAX_VALUE);
        double end = requiredNumber("EndTime", 0, Long.MAX_VALUE);
        check(start <= end, "End time cannot be earlier than start time");
        return new TimeRange(start, end);
    }

    /** A list of strings, in order; refused where it is absent. */
    public List<String> requiredTexts(String name) {
        JsonNode list = requiredList(name);
        List<String> texts = new ArrayList<>(list.size());
        for (JsonNode text : list) {
            if (!text.isTextual()) {
                throw XRayException.serialization(text.getNodeType() + "_VALUE can not be converted to a String");
            }
            texts.add(text.textValue());
        }
        return texts;
    }

    /** A list of structures, in order; refused where it is absent. */
    public List<RequestBody> requiredStructures(String name) {
        JsonNode list = requiredList(name);
        List<RequestBody> structures = new ArrayList<>(list.size());
        for (JsonNode structure : list) {
            check(structure.isObject(), name + " must hold structures");
            structures.add(new RequestBody(structure));
        }
        return structures;
    }

    public RequestBody requiredStructure(String name) {
        JsonNode value = member(name);
        check(value.isObject(), name + " is required");
        return new RequestBody(value);
    }

    /** A member as it came; missing where it is absent or null. */
    public JsonNode member(String name) {
        JsonNode value = json.path(name);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    public static void check(boolean condition, String message) {
        if (!condition) {
            throw XRayException.invalidRequest(message);
        }
    }

    private JsonNode requiredList(String name) {
        JsonNode list = member(name);
        if (list.isMissingNode()) {
            throw XRayException.missing(name);
        }
        check(list.isArray(), name + " must be a list");
        return list;
    }
}
