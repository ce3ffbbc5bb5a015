// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.ssm;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The newest version of each parameter. Bounded. Thread-safe. */
final class ParameterStore {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_./-]{1,1011}");

    private final int maxParameters;
    private final NavigableMap<String, Parameter> parameters = new TreeMap<>();

    ParameterStore(int maxParameters) {
        this.maxParameters = maxParameters;
    }

    /** Stores a new version and returns it. */
    synchronized Parameter put(Parameter.Put put, boolean overwrite, Instant now) {
        String name = put.name();
        check(NAME.matcher(name).matches(), "ValidationException", "Parameter name must match " + NAME);
        check(!put.value().isEmpty(), "ValidationException", "A parameter needs a value");
        check(
                put.value().length() <= put.tier().maxChars(),
                "ValidationException",
                put.tier().label() + " tier parameters support a maximum parameter value of "
                        + put.tier().maxChars() + " characters.");
        Parameter before = parameters.get(name);
        check(before == null || overwrite, "ParameterAlreadyExists", "The parameter already exists: " + name);
        check(
                before == null || put.tier().compareTo(before.put().tier()) >= 0,
                "ValidationException",
                "This parameter uses the advanced-parameter tier. You can't downgrade it to the standard-parameter tier.");
        check(
                before != null || parameters.size() < maxParameters,
                "ParameterLimitExceeded",
                "raygate.local.ssm.max-parameters reached");
        Parameter parameter = new Parameter(put, before == null ? 1 : before.version() + 1, now);
        parameters.put(name, parameter);
        return parameter;
    }

    /** By name or {@code name:version}; only the newest version is kept. */
    synchronized Optional<Parameter> find(String selector) {
        int colon = selector.indexOf(':');
        if (colon < 0) {
            return Optional.ofNullable(parameters.get(selector));
        }
        return Optional.ofNullable(parameters.get(selector.substring(0, colon)))
                .filter(found -> Long.toString(found.version()).equals(selector.substring(colon + 1)));
    }

    /** Everything below a path, by name; directly below it where not recursive. */
    synchronized List<Parameter> below(String path, boolean recursive) {
        String prefix = path.endsWith("/") ? path : path + "/";
        return parameters.tailMap(prefix, true).values().stream()
                .takeWhile(parameter -> parameter.name().startsWith(prefix))
                .filter(parameter -> recursive || parameter.name().indexOf('/', prefix.length()) < 0)
                .toList();
    }

    /** False where there was none. */
    synchronized boolean delete(String name) {
        return parameters.remove(name) != null;
    }

    synchronized List<String> names() {
        return List.copyOf(parameters.keySet());
    }

    private static void check(boolean fine, String type, String message) {
        if (!fine) {
            throw new SsmRefusal(type, message);
        }
    }
}
