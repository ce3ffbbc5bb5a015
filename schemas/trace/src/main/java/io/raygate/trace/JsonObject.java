// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.trace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object. A member that is missing, or of another type than the one asked for, reads as if it were empty: a document of a
 * sender need not be valid. Immutable.
 */
public final class JsonObject {

    private static final JsonObject EMPTY = new JsonObject(Map.of());

    private final Map<String, @Nullable Object> members;

    private JsonObject(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** The object that the text holds; empty where it is not JSON or another value. */
    public static Optional<JsonObject> read(String text) {
        return JsonReader.read(text).filter(Map.class::isInstance).map(JsonObject::of);
    }

    private static JsonObject of(@Nullable Object value) {
        if (!(value instanceof Map<?, ?>)) {
            return EMPTY;
        }
        @SuppressWarnings("unchecked") // JsonReader makes no others
        Map<String, @Nullable Object> members = (Map<String, @Nullable Object>) value;
        return new JsonObject(members);
    }

    /** Text, numbers, booleans, maps and lists of these by their names, in the order of the document. Unmodifiable. */
    public Map<String, @Nullable Object> members() {
        return members;
    }

    /** A string, or {@code otherwise}. */
    public String text(String name, String otherwise) {
        return members.get(name) instanceof String text ? text : otherwise;
    }

    /** A number, or {@code otherwise}. */
    public double number(String name, double otherwise) {
        return members.get(name) instanceof Number number ? number.doubleValue() : otherwise;
    }

    /** Whether the member is {@code true}. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    /** An object, or one without members. */
    public JsonObject object(String name) {
        return of(members.get(name));
    }

    /** The elements of a list that are objects. */
    public List<JsonObject> objects(String name) {
        return list(name).stream()
                .filter(Map.class::isInstance)
                .map(JsonObject::of)
                .toList();
    }

    /** The elements of a list that are strings. */
    public List<String> texts(String name) {
        return list(name).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private List<?> list(String name) {
        return members.get(name) instanceof List<?> list ? list : List.of();
    }

    /** As Java prints maps, for messages. */
    @Override
    public String toString() {
        return members.toString();
    }
}
