// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The forms that the guide does not know and X-Ray takes, written down a second time: what repair mode leaves as it is.
 */
final class Tolerated {

    private static final Pattern LEGAL_NAME = Pattern.compile("[\\p{L}\\p{N}\\p{Z}_.:/%&#=+\\-@]{2,}");

    private Tolerated() {}

    /** {@code entity} with the guide's form of each in its place; changed itself. */
    static JsonNode without(JsonNode entity) {
        if (!(entity instanceof ObjectNode object)) {
            return entity;
        }
        JsonNode inProgress = object.path("in_progress");
        if (inProgress.isBoolean() && !inProgress.booleanValue()) {
            object.remove("in_progress");
        }
        JsonNode namespace = object.path("namespace");
        if (namespace.isString()) {
            object.put("namespace", "remote");
        }
        JsonNode name = object.path("name");
        if (name.isString() && LEGAL_NAME.matcher(name.stringValue()).matches()) {
            object.put("name", "of any length");
        }
        for (JsonNode exception : object.path("cause").path("exceptions")) {
            removeNull(exception, "cause");
            exception.path("stack").forEach(frame -> removeNull(frame, "line"));
        }
        if (object.path("subsegments").isArray()) {
            object.path("subsegments").forEach(Tolerated::without);
        }
        return object;
    }

    private static void removeNull(JsonNode value, String key) {
        if (value instanceof ObjectNode object && object.path(key).isNull()) {
            object.remove(key);
        }
    }
}
