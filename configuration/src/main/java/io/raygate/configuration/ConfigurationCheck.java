// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One look at all that is set: against the declarations of the keys, and for names that are not keys. */
final class ConfigurationCheck implements Settings {

    private static final String PREFIX = "raygate.";
    private static final String VARIABLE_PREFIX = "RAYGATE_";
    private static final String ENVIRONMENT = "EnvConfigSource";

    /** The kubelet sets variables for each service, whatever its name is; these give one away. */
    private static final String SERVICE = "_SERVICE_HOST";

    private static final Pattern OF_A_SERVICE = Pattern.compile("SERVICE_(HOST|PORT.*)|PORT(_[0-9]+_.*)?");

    private final Keys keys;
    private final ConfigSourceInterceptorContext context;
    private final Map<String, String> environment;
    private final UnaryOperator<Map<String, String>> together;

    /** Sentences of keys whose expressions cannot be expanded, by key. */
    private final Map<String, String> unresolved = new TreeMap<>();

    /** @param together sentences on keys that do not fit each other, by name, of the values of all keys */
    ConfigurationCheck(
            Keys keys,
            ConfigSourceInterceptorContext context,
            Map<String, String> environment,
            UnaryOperator<Map<String, String>> together) {
        this.keys = keys;
        this.context = context;
        this.environment = environment;
        this.together = together;
    }

    /** What must be put right before the program can start. */
    List<String> problems() {
        Map<String, Key> set = new LinkedHashMap<>();
        keys.all().stream().filter(key -> !key.isPattern()).forEach(key -> set.put(key.name(), key));
        List<String> unknown = new ArrayList<>();
        Map<Pattern, Key> patterns = keys.byName();
        for (String name : namesOutsideTheEnvironment()) {
            Optional<Key> key = patterns.entrySet().stream()
                    .filter(pattern -> pattern.getKey().matcher(name).matches())
                    .map(Map.Entry::getValue)
                    .findFirst();
            if (key.isPresent()) {
                set.putIfAbsent(name, key.get());
                addThoseBeside(name, key.get(), set);
            } else if (keys.isOurs(name)) {
                unknown.add(name + ": is not a configuration key; " + meant(name));
            }
        }
        List<String> wrong = set.entrySet().stream()
                .flatMap(entry -> problem(entry.getKey(), entry.getValue()).stream())
                .toList();
        Map<String, String> values = new TreeMap<>();
        set.keySet().forEach(name -> value(name).ifPresent(value -> values.put(name, value)));
        List<String> notTogether = together.apply(values).entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
        return Stream.of(ConfigurationFiles.problems(context), unresolved.values(), wrong, notTogether, unknown)
                .flatMap(Collection::stream)
                .toList();
    }

    /** Where one key of an entry is set, its others count too: those that are missing are found. */
    private void addThoseBeside(String name, Key key, Map<String, Key> set) {
        String group = parent(key.name());
        if (key.isPattern() && group.indexOf('*') >= 0) {
            keys.all().stream()
                    .filter(other -> parent(other.name()).equals(group))
                    .forEach(
                            other -> set.putIfAbsent(parent(name) + other.name().substring(group.length()), other));
        }
    }

    private static String parent(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** What is put up with, and worth a warning. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        new TreeMap<>(keys.renamed()).forEach((former, name) -> {
            if (isSet(former)) {
                warnings.add(former + ": is called " + name + " now; rename it (environment variable "
                        + Key.variable(name) + ")");
            }
        });
        new TreeMap<>(keys.defunct()).forEach((name, because) -> {
            if (isSet(name)) {
                warnings.add(name + ": has no effect any more, " + because + "; remove it");
            }
        });
        environment.keySet().stream()
                .filter(variable -> variable.startsWith(VARIABLE_PREFIX))
                .filter(variable -> !keys.hasVariable(variable) && !isOfAService(variable))
                .sorted()
                .flatMap(variable -> warning(variable).stream())
                .forEach(warnings::add);
        return warnings;
    }

    /** Null where the key is not set, and where its value refers to one that is not: then that is a problem. */
    private @Nullable ConfigValue lookUp(String name) {
        try {
            ConfigValue value = context.proceed(name);
            if (value == null || !value.hasProblems()) {
                return value;
            }
            unresolved.put(
                    name,
                    name + ": an expression in it names a key that is not set; set that key, or give the expression a"
                            + " default as in ${name:value}");
        } catch (IllegalArgumentException e) {
            unresolved.put(
                    name,
                    name + ": its expression cannot be expanded (" + e.getMessage()
                            + "); write one that refers to other keys alone");
        }
        return null;
    }

    private Optional<String> problem(String name, Key key) {
        Key named = name.equals(key.name()) ? key : key.named(name);
        return named.problem(this).filter(_ -> !unresolved.containsKey(name)).map(problem -> line(name, problem));
    }

    private static String line(String name, String problem) {
        return name + ": " + problem + " (environment variable " + Key.variable(name) + ")";
    }

    private List<String> namesOutsideTheEnvironment() {
        List<String> names = new ArrayList<>();
        context.iterateNames().forEachRemaining(name -> {
            if (name.startsWith(PREFIX) && keys.formerNames().noneMatch(name::equals)) {
                names.add(name);
            }
        });
        names.removeIf(name -> {
            ConfigValue value = lookUp(name);
            return value == null
                    || value.getConfigSourceName() == null
                    || (value.getConfigSourceName().startsWith(ENVIRONMENT)
                            && keys.key(name).isEmpty()
                            && !environmentNames(name));
        });
        names.sort(null);
        return names;
    }

    /** Whether a name that the environment gives rise to is one of a key that stands for many. */
    private boolean environmentNames(String name) {
        return keys.all().stream()
                .anyMatch(key -> key.isPattern() && key.names().matcher(name).matches());
    }

    private Optional<String> warning(String variable) {
        String name = variable.toLowerCase(Locale.ROOT).replace('_', '.');
        Optional<String> nearest = keys.nearest(name);
        return nearest.isPresent() || keys.isOurs(name)
                ? Optional.of("Environment variable " + variable + ": sets no configuration key, and is ignored"
                        + nearest.map(key -> "; write " + Key.variable(key)).orElse(""))
                : Optional.empty();
    }

    private boolean isOfAService(String variable) {
        return environment.keySet().stream()
                .filter(other -> other.endsWith(SERVICE))
                .map(other -> other.substring(0, other.length() - SERVICE.length() + 1))
                .filter(variable::startsWith)
                .anyMatch(prefix -> OF_A_SERVICE
                        .matcher(variable.substring(prefix.length()))
                        .matches());
    }

    private String meant(String name) {
        return keys.nearest(name)
                .map(key -> "write " + key)
                .orElse("remove it, or write one of those in docs/configuration.md");
    }

    private boolean isSet(String name) {
        ConfigValue value = lookUp(name);
        return value != null && value.getValue() != null;
    }

    @Override
    public Optional<String> value(String name) {
        ConfigValue value = lookUp(name);
        if (value == null || value.getValue() == null) {
            return key(name).map(Key::defaultValue);
        }
        return Optional.of(value.getValue()).filter(text -> !text.isEmpty());
    }

    @Override
    public boolean isEmpty(String name) {
        ConfigValue value = lookUp(name);
        return value != null && value.getValue() != null && value.getValue().isEmpty();
    }

    @Override
    public Optional<Key> key(String name) {
        return keys.key(name);
    }
}
