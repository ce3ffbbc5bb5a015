// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Why an entity failed.
 *
 * @param reference  the id of an exception that another entity holds; empty where {@code cause} is an object or absent
 * @param exceptions those that the entity holds itself, outermost first
 */
public record Cause(String reference, List<Thrown> exceptions) {

    public static final Cause NONE = new Cause("", List.of());

    public Cause {
        exceptions = List.copyOf(exceptions);
    }

    /** An exception; an empty string for what the document does not say. */
    public record Thrown(String id, String name, String message) {}

    static Cause of(JsonNode cause) {
        if (cause.isTextual()) {
            return new Cause(cause.textValue(), List.of());
        }
        JsonNode list = cause.path("exceptions");
        if (list.isEmpty()) {
            return NONE;
        }
        List<Thrown> exceptions = new ArrayList<>(list.size());
        for (JsonNode thrown : list) {
            exceptions.add(new Thrown(
                    thrown.path("id").asText(""),
                    Names.shared(thrown.path("type").asText("")),
                    Names.shared(thrown.path("message").asText(""))));
        }
        return new Cause("", exceptions);
    }
}
