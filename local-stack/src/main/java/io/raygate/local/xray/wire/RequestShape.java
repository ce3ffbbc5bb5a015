// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request, or a part of one, may hold. Read from {@code requests.json}, which writes a structure as an object (a star
 * marks a required member), a list as an array of its element and its size, and anything else as a text: the type, then a
 * range or the values that it takes, then a pattern.
 */
sealed interface RequestShape {

    /** Members by name, in the model's order: errors name them in it. */
    record Structure(Map<String, Member> members) implements RequestShape {

        public Structure {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    record Member(RequestShape shape, boolean required) {}

    record Items(RequestShape item, Range size) implements RequestShape {}

    /** A map whose names are free. */
    record Pairs(RequestShape key, RequestShape value) implements RequestShape {}

    /**
     * A value.
     *
     * @param range  of a text its length, of a number its value
     * @param values that it takes; empty where it takes any
     */
    record Scalar(
            Type type,
            Range range,
            List<String> values,
            @Nullable Pattern pattern) implements RequestShape {

        public Scalar {
            values = List.copyOf(values);
        }
    }

    enum Type {
        STRING("String"),
        INTEGER("Integer"),
        DOUBLE("Double"),
        BOOLEAN("Boolean"),
        TIMESTAMP("Timestamp");

        private final String label;

        Type(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        boolean fits(JsonNode value) {
            return switch (this) {
                case STRING -> value.isTextual();
                case INTEGER -> value.isNumber() && value.canConvertToInt();
                case DOUBLE, TIMESTAMP -> value.isNumber();
                case BOOLEAN -> value.isBoolean();
            };
        }
    }

    /** Both ends included. */
    record Range(double min, double max) {

        static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

        /** {@code 1..32}; either side may be missing. */
        static Range of(String text) {
            int dots = text.indexOf("..");
            String min = text.substring(0, dots);
            String max = text.substring(dots + 2);
            return new Range(
                    min.isEmpty() ? ANY.min : Double.parseDouble(min),
                    max.isEmpty() ? ANY.max : Double.parseDouble(max));
        }
    }

    static RequestShape of(JsonNode json) {
        if (json.isTextual()) {
            return scalar(json.textValue());
        }
        if (json.isArray()) {
            return new Items(
                    of(json.path(0)), json.has(1) ? Range.of(json.path(1).textValue()) : Range.ANY);
        }
        JsonNode pair = json.path("<>");
        return pair.isArray() ? new Pairs(of(pair.path(0)), of(pair.path(1))) : structure(json);
    }

    private static Structure structure(JsonNode json) {
        Map<String, Member> members = new LinkedHashMap<>();
        json.properties().forEach(member -> {
            String name = member.getKey();
            boolean required = name.endsWith("*");
            members.put(
                    required ? name.substring(0, name.length() - 1) : name,
                    new Member(of(member.getValue()), required));
        });
        return new Structure(members);
    }

    private static Scalar scalar(String text) {
        int slash = text.indexOf(" /");
        Pattern pattern = slash < 0 ? null : Pattern.compile(text.substring(slash + 2));
        String[] parts = (slash < 0 ? text : text.substring(0, slash)).split(" ", -1);
        boolean isRange = parts.length > 1 && parts[1].contains("..");
        return new Scalar(
                Type.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                isRange ? Range.of(parts[1]) : Range.ANY,
                parts.length > 1 && !isRange ? List.of(parts[1].split("\\|", -1)) : List.of(),
                pattern);
    }
}
