// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Fields of manifests, {@code eventSourceARN}, as AWS calls them, {@code EventSourceArn}. */
final class AckFields {

    /** Objects whose members are names that somebody chose. */
    private static final Set<String> FREE = Set.of("variables", "tags");

    private static final JsonMapper JSON = new JsonMapper();

    private AckFields() {}

    /** As AWS's JSON has it. */
    static String name(String field) {
        String capital = Character.toUpperCase(field.charAt(0)) + field.substring(1);
        return capital.replaceFirst("ARN$", "Arn").replaceFirst("URI$", "Uri").replaceFirst("ID$", "Id");
    }

    /** The value of a field, with AWS's names in it. */
    static JsonNode value(String field, JsonNode value) {
        if (value.isObject() && !FREE.contains(field)) {
            ObjectNode named = JSON.createObjectNode();
            value.properties()
                    .forEach(member -> named.set(name(member.getKey()), value(member.getKey(), member.getValue())));
            return named;
        }
        if (value.isArray()) {
            var items = JSON.createArrayNode();
            value.forEach(item -> items.add(value(field, item)));
            return items;
        }
        return value;
    }

    /** Fields of a spec as parameters of a call. */
    static Map<String, Object> parameters(JsonNode spec, Iterable<String> fields) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String field : fields) {
            if (spec.has(field)) {
                parameters.put(name(field), value(field, spec.path(field)));
            }
        }
        return parameters;
    }

    /** Whether AWS has what is wanted. What is not wanted, AWS has as it likes; JSON in a text is compared as JSON. */
    static boolean has(JsonNode wanted, JsonNode found) {
        if (wanted.isObject()) {
            return wanted.properties().stream().allMatch(member -> has(member.getValue(), found.path(member.getKey())));
        }
        if (wanted.isArray()) {
            if (wanted.size() != found.size()) {
                return false;
            }
            for (int i = 0; i < wanted.size(); i++) {
                if (!has(wanted.path(i), found.path(i))) {
                    return false;
                }
            }
            return true;
        }
        if (wanted.isNumber()) {
            return wanted.asDouble(0) == found.asDouble(Double.NaN);
        }
        String text = wanted.asString("");
        return text.equals(found.asString(""))
                || text.strip().startsWith("{") && tree(text).equals(tree(found.asString("")));
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException _) {
            return JSON.createObjectNode().put("text", text);
        }
    }
}
