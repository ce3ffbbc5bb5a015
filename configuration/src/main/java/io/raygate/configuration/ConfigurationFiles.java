// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of settings that somebody has named: the library leaves out those that do not exist, and says nothing. */
final class ConfigurationFiles {

    /** Two names of one setting: Quarkus answers for each with the value of the other. */
    private static final List<String> KEYS = List.of("smallrye.config.locations", "quarkus.config.locations");

    private static final String FILE = "file:";

    private ConfigurationFiles() {}

    /** A line for each that is missing. */
    static List<String> problems(ConfigSourceInterceptorContext context) {
        for (String key : KEYS) {
            ConfigValue value = context.proceed(key);
            if (value != null && value.getValue() != null) {
                return problems(key, value.getValue());
            }
        }
        return List.of();
    }

    private static List<String> problems(String key, String locations) {
        List<String> problems = new ArrayList<>();
        for (String location : locations.split(",", -1)) {
            if (isMissing(location.strip())) {
                problems.add(key + ": " + location.strip() + " does not exist; mount the file, or correct the name"
                        + " (environment variable " + Key.variable(key) + ")");
            }
        }
        return problems;
    }

    /** What is fetched from elsewhere, or is in a jar, is the library's to find. */
    private static boolean isMissing(String location) {
        try {
            Path path = location.startsWith(FILE) ? Path.of(URI.create(location)) : Path.of(location);
            boolean isElsewhere =
                    !location.startsWith(FILE) && URI.create(location).getScheme() != null;
            return !location.isEmpty() && !isElsewhere && !Files.exists(path) && !isResource(location);
        } catch (IllegalArgumentException _) {
            return true;
        }
    }

    private static boolean isResource(String location) {
        @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader != null && loader.getResource(location) != null;
    }
}
