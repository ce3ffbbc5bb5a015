// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.configuration.Key;
import io.raygate.configuration.Keys;
import io.raygate.configuration.Kind;
import io.raygate.configuration.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The schema of a tree of settings, as deep as the names of keys, with the ranges that the program declares. */
final class SettingsSchema {

    private static final String SIZE = "^[0-9]+[BbKkMmGgTt]?$";
    private static final String DURATION = "^([0-9]+(ms|[smhd])?|[0-9]*[.][0-9]+[smhd]|([0-9]+[hms])+|[pP].+)$";

    /** In the name of a key: a name that users choose. */
    private static final String ANY = "*";

    private static final JsonMapper JSON = new JsonMapper();

    private SettingsSchema() {}

    /** A closed tree of all keys but those left out. */
    static ObjectNode of(Keys keys, Set<String> leftOut) {
        ObjectNode tree = closed(JSON.createObjectNode());
        for (Key key : keys.all()) {
            if (leftOut.contains(key.name())) {
                continue;
            }
            ObjectNode at = tree;
            String[] names = key.name().substring("raygate.".length()).split("\\.");
            for (int i = 0; i < names.length - 1; i++) {
                at = names[i].equals(ANY)
                        ? closed(anyOf(at))
                        : closed(((ObjectNode) at.path("properties")).withObjectProperty(names[i]));
            }
            describe(key, ((ObjectNode) at.path("properties")).putObject(names[names.length - 1]));
        }
        return tree;
    }

    private static void describe(Key key, ObjectNode schema) {
        switch (key.kind()) {
            case INTEGER -> types(schema, "integer", "string").put("pattern", "^[-+]?[0-9]+$");
            case DECIMAL -> types(schema, "number", "string").put("pattern", "^[-+]?[0-9.]+$");
            case SIZE -> types(schema, "integer", "string").put("pattern", SIZE);
            case DURATION -> types(schema, "integer", "string").put("pattern", DURATION);
            case SWITCH -> {
                ArrayNode values = schema.putArray("enum");
                values.add(true).add(false);
                Stream.of("true", "false").forEach(values::add);
            }
            case TEXT, PATH, URL -> types(schema, "array", "boolean", "number", "string");
        }
        // a text may hold several values of a list, and what is asked of each does not hold for all of them together
        key.rules().stream()
                .filter(rule -> key.presence() != Key.Presence.LIST || !(rule instanceof Rule.Text))
                .forEach(rule -> bound(key.kind(), rule, schema));
    }

    private static void bound(Kind kind, Rule rule, ObjectNode schema) {
        switch (rule) {
            case Rule.Range(String min, String max, String _) -> {
                number(kind, min, "minimum", schema);
                number(kind, max, "maximum", schema);
            }
            case Rule.Text(String regex, String _) -> schema.put("pattern", "^(?:" + regex + ")$");
            case Rule.OneOf(List<String> choices) -> {
                schema.removeAll();
                choices.forEach(schema.putArray("enum")::add);
            }
            default -> {} // relations are for the program, which sees both sides
        }
    }

    private static void number(Kind kind, String bound, String name, ObjectNode schema) {
        if (!bound.isEmpty()) {
            kind.measure(bound).ifPresent(value -> schema.put(name, value));
        }
    }

    private static ObjectNode types(ObjectNode schema, String... types) {
        ArrayNode all = schema.putArray("type");
        Stream.of(types).forEach(all::add);
        return schema;
    }

    private static ObjectNode anyOf(ObjectNode schema) {
        return schema.path("additionalProperties") instanceof ObjectNode any
                ? any
                : schema.putObject("additionalProperties");
    }

    /** But for names that users choose, where one of the keys has them. */
    private static ObjectNode closed(ObjectNode schema) {
        schema.put("type", "object");
        if (!schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        schema.withObjectProperty("properties");
        return schema;
    }
}
