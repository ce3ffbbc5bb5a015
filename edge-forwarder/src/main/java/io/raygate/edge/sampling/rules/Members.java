// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of an object in a rules file. Each reader checks type and range.
 *
 * @param path JSON pointer to the object, for messages
 */
record Members(Map<?, ?> values, String path) {

    private static final int MAX_SHOWN = 40;

    /** The object at a path. */
    static Members of(Object value, String path) {
        if (value instanceof Map<?, ?> map) {
            return new Members(map, path);
        }
        throw problem(path, value, "must be an object");
    }

    static IllegalArgumentException problem(String path, Object value, String rule) {
        String shown = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
        String cut = shown.length() > MAX_SHOWN ? shown.substring(0, MAX_SHOWN) + "…" : shown;
        return new IllegalArgumentException((path.isEmpty() ? "/" : path) + " is " + oneLine(cut) + ", but " + rule);
    }

    /** Refuses members that nobody reads: most are misspelt. */
    void allow(Set<String> names) {
        for (Object name : values.keySet()) {
            if (!(name instanceof String known) || !names.contains(known)) {
                throw new IllegalArgumentException(path + "/" + oneLine(String.valueOf(name))
                        + " is not known; correct its spelling or remove it: there are "
                        + String.join(", ", names.stream().sorted().toList()));
            }
        }
    }

    Optional<Object> optional(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String pathOf(String name) {
        return path + "/" + name;
    }

    Object required(String name, String rule) {
        return optional(name).orElseThrow(() -> new IllegalArgumentException(pathOf(name) + " is missing; it " + rule));
    }

    String text(String name, int maxLength) {
        String rule = textRule(maxLength);
        return checkedText(pathOf(name), required(name, rule), maxLength, rule);
    }

    String text(String name, int maxLength, String otherwise) {
        return optional(name)
                .map(value -> checkedText(pathOf(name), value, maxLength, textRule(maxLength)))
                .orElse(otherwise);
    }

    int integer(String name, int min, int max) {
        String rule = "must be a whole number from " + min + " to " + max;
        Object value = required(name, rule);
        boolean whole = value instanceof Integer || value instanceof Long;
        if (!whole || ((Number) value).longValue() < min || ((Number) value).longValue() > max) {
            throw problem(pathOf(name), value, rule);
        }
        return ((Number) value).intValue();
    }

    /** A number from 0 to 1. */
    double share(String name) {
        String rule = "must be a number from 0 to 1";
        Object value = required(name, rule);
        // written so that NaN fails
        if (!(value instanceof Number number) || !(number.doubleValue() >= 0 && number.doubleValue() <= 1)) {
            throw problem(pathOf(name), value, rule);
        }
        return number.doubleValue();
    }

    List<?> list(String name, int maxSize) {
        String rule = "must be a list of 1 to " + maxSize + " entries";
        Object value = required(name, rule);
        if (!(value instanceof List<?> list) || list.isEmpty() || list.size() > maxSize) {
            throw problem(pathOf(name), value, rule);
        }
        return list;
    }

    static String checkedText(String path, Object value, int maxLength, String rule) {
        if (!(value instanceof String text) || text.isEmpty() || text.length() > maxLength) {
            throw problem(path, value, rule);
        }
        return text;
    }

    static String textRule(int maxLength) {
        return "must be text of 1 to " + maxLength + " characters; put it in quotes";
    }

    static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
