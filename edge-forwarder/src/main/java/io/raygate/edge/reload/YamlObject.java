// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.reload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * An object of a YAML or JSON file, read key by key. Every complaint is an {@link IllegalArgumentException} whose message
 * names the key by its path, the value and what to write instead. Scalars are texts until they are asked for as
 * something else: {@code no} is a name like any other. Duplicate keys, and with {@link #refuseOtherKeys()} unknown ones,
 * are refused. Files are trusted with little: 20 levels, 10 aliases.
 */
public final class YamlObject {

    private static final int MAX_DEPTH = 20;
    private static final int MAX_ALIASES = 10;

    private final String path;
    private final Map<String, Object> values;
    private final Set<String> asked = new HashSet<>();

    private YamlObject(String path, Map<String, Object> values) {
        this.path = path;
        this.values = values;
    }

    /** Reads a whole file. An empty one is an object without keys. */
    public static YamlObject parse(byte[] content) {
        try {
            Object root = yaml().load(new String(content, StandardCharsets.UTF_8));
            return of("", root == null ? Map.of() : root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new IllegalArgumentException("line " + line + ": " + e.getProblem() + "; write YAML or JSON", e);
        } catch (YAMLException e) {
            throw new IllegalArgumentException(e.getMessage() + "; write YAML or JSON", e);
        }
    }

    /** The path of this object in its file; empty for the file. */
    public String path() {
        return path;
    }

    /** A text, where the key is there. */
    public Optional<String> text(String key) {
        Object value = ask(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw new IllegalArgumentException(pathOf(key) + ": must be a text, number or the like, not "
                + (value instanceof List ? "a list" : "an object"));
    }

    /** A number in a range, where the key is there. */
    public OptionalDouble number(String key, double min, double max) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        double number;
        try {
            number = Double.parseDouble(text.get());
        } catch (NumberFormatException _) {
            number = Double.NaN;
        }
        if (number >= min && number <= max) {
            return OptionalDouble.of(number);
        }
        throw complaint(key, text.get(), "write a number from " + plain(min) + " to " + plain(max));
    }

    /** A list of objects; empty where the key is not there. */
    public List<YamlObject> objects(String key) {
        Object value = ask(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException(pathOf(key) + ": must be a list");
        }
        List<YamlObject> objects = new ArrayList<>();
        for (Object element : list) {
            objects.add(of(pathOf(key) + '[' + objects.size() + ']', element));
        }
        return objects;
    }

    /** An object of objects, in the order of the file; empty where the key is not there. */
    public Map<String, YamlObject> objectsByKey(String key) {
        Map<String, YamlObject> objects = new LinkedHashMap<>();
        YamlObject object = of(pathOf(key), orEmpty(ask(key)));
        object.values.forEach((name, value) -> objects.put(name, of(object.pathOf(name), value)));
        return objects;
    }

    /** An object of texts, in the order of the file; empty where the key is not there. */
    public Map<String, String> textsByKey(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        YamlObject object = of(pathOf(key), orEmpty(ask(key)));
        object.values.keySet().forEach(name -> texts.put(name, object.text(name).orElse("")));
        return texts;
    }

    /** Complains of a key that was not asked for: most often a misspelt one. */
    public void refuseOtherKeys() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                throw new IllegalArgumentException(pathOf(key) + ": is not known here; write one of "
                        + String.join(", ", asked.stream().sorted().toList()));
            }
        }
    }

    /** A complaint about the value of a key. */
    public IllegalArgumentException complaint(String key, String value, String remedy) {
        return new IllegalArgumentException(pathOf(key) + ": '" + value + "' is not usable; " + remedy);
    }

    private @Nullable Object ask(String key) {
        asked.add(key);
        return values.get(key);
    }

    private String pathOf(String key) {
        String name = key.indexOf('.') >= 0 ? '"' + key + '"' : key;
        return path.isEmpty() ? name : path + '.' + name;
    }

    private static Object orEmpty(@Nullable Object value) {
        return value == null ? Map.of() : value;
    }

    private static YamlObject of(String path, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException((path.isEmpty() ? "the file" : path) + ": must be an object");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, element) -> values.put(String.valueOf(key), element));
        return new YamlObject(path, values);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    private static Yaml yaml() {
        LoaderOptions loading = new LoaderOptions();
        loading.setAllowDuplicateKeys(false);
        loading.setNestingDepthLimit(MAX_DEPTH);
        loading.setMaxAliasesForCollections(MAX_ALIASES);
        DumperOptions dumping = new DumperOptions();
        return new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading, new TextsOnly());
    }

    /** Takes no scalar for more than a text. */
    private static final class TextsOnly extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // none
        }
    }
}
