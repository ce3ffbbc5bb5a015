// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value in a policy, and where it stands. Everything that is read is checked; what is wrong is an
 * {@link InvalidPolicyException}.
 *
 * @param where file or parameter
 * @param path  RFC 6901 JSON pointer
 * @param value map, list, string, number, boolean or null
 */
record PolicyNode(String where, String path, @Nullable Object value) {

    private static final int MAX_SHOWN = 60;

    /** The member of an object; empty where it is absent. */
    Optional<PolicyNode> member(String name) {
        Object member = object().get(name);
        return member == null ? Optional.empty() : Optional.of(new PolicyNode(where, path + "/" + name, member));
    }

    PolicyNode required(String name) {
        return member(name).orElseThrow(() -> new InvalidPolicyException(where, path + "/" + name, "is missing"));
    }

    /** Refuses members that nobody reads, since they are misspelt ones. */
    PolicyNode only(Set<String> names) {
        for (String name : object().keySet()) {
            if (!names.contains(name)) {
                throw new InvalidPolicyException(
                        where,
                        path + "/" + name,
                        "is not known here; write "
                                + String.join(", ", names.stream().sorted().toList()));
            }
        }
        return this;
    }

    String text() {
        if (value instanceof String text) {
            return text;
        }
        throw invalid("is not a string");
    }

    boolean bool() {
        if (value instanceof Boolean bool) {
            return bool;
        }
        throw invalid("is not a boolean; write true or false");
    }

    int integer(int min, int max) {
        if (value instanceof Integer integer && integer >= min && integer <= max) {
            return integer;
        }
        throw invalid("is not a whole number from " + min + " to " + max);
    }

    /** A string that matches all of {@code pattern}. */
    String text(String pattern, String remedy) {
        if (text().matches(pattern)) {
            return text();
        }
        throw invalid(remedy);
    }

    /** A string that {@code known} knows. */
    <T> T choice(Function<String, Optional<T>> known, Iterable<String> choices) {
        return known.apply(text()).orElseThrow(() -> invalid("is not known; write " + String.join(", ", choices)));
    }

    List<PolicyNode> items() {
        if (!(value instanceof List<?> list)) {
            throw invalid("is not a list");
        }
        List<PolicyNode> items = new ArrayList<>();
        for (Object item : list) {
            items.add(new PolicyNode(where, path + "/" + items.size(), item));
        }
        return items;
    }

    /** The members of an object, in their order. */
    Map<String, PolicyNode> members() {
        Map<String, PolicyNode> members = new LinkedHashMap<>();
        object().forEach((name, member) -> members.put(name, new PolicyNode(where, path + "/" + name, member)));
        return Collections.unmodifiableMap(members);
    }

    /** What to throw where the value is not what it should be. */
    InvalidPolicyException invalid(String problem) {
        return new InvalidPolicyException(where, path, shown() + " " + problem);
    }

    private String shown() {
        return switch (value) {
            case null -> "null";
            case String text -> '"' + (text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text) + '"';
            case Map<?, ?> _ -> "the object";
            case List<?> _ -> "the list";
            default -> value.toString();
        };
    }

    private Map<String, @Nullable Object> object() {
        if (!(value instanceof Map<?, ?> map)) {
            throw invalid("is not an object");
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        map.forEach((name, member) -> members.put(String.valueOf(name), member));
        return members;
    }
}
