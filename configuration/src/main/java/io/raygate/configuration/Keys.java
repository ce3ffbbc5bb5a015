// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys of a program, in the order of its declarations.
 *
 * @param renamed new names by old ones
 * @param defunct why a key has no effect any more, by its name
 */
public record Keys(List<Key> all, Map<String, String> renamed, Map<String, String> defunct) {

    /** Two names that differ by more were not meant to be the same. */
    private static final int MAX_SLIPS = 2;

    public Keys {
        all = List.copyOf(all);
        renamed = Map.copyOf(renamed);
        defunct = Map.copyOf(defunct);
    }

    /** The declaration of exactly this name. */
    public Optional<Key> key(String name) {
        return all.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** The keys that may be set, by a pattern of what sets them. */
    Map<Pattern, Key> byName() {
        Map<Pattern, Key> patterns = new LinkedHashMap<>();
        all.forEach(key -> patterns.put(key.names(), key));
        return patterns;
    }

    /** Whether an environment variable sets a key, be it under a former name. */
    boolean hasVariable(String variable) {
        return all.stream().anyMatch(key -> key.variables().matcher(variable).matches())
                || formerNames().anyMatch(name -> Key.variable(name).equals(variable));
    }

    /** Names that are no longer keys, but are no mistake. */
    Stream<String> formerNames() {
        return Stream.concat(renamed.keySet().stream(), defunct.keySet().stream());
    }

    /** Whether a name begins as those of this program do: {@code raygate.publish}. */
    boolean isOurs(String name) {
        String group = group(name);
        return all.stream().anyMatch(key -> group(key.name()).equals(group));
    }

    /** The key that somebody probably meant; empty where none is like the name. */
    Optional<String> nearest(String name) {
        return all.stream()
                .map(Key::name)
                .filter(known -> known.indexOf('*') < 0)
                .filter(known -> Slips.between(plain(name), plain(known)) <= MAX_SLIPS)
                .min(Comparator.comparingInt(known -> Slips.between(plain(name), plain(known))));
    }

    private static String plain(String name) {
        return Key.variable(name);
    }

    private static String group(String name) {
        int first = name.indexOf('.');
        int second = name.indexOf('.', first + 1);
        return second < 0 ? name : name.substring(0, second);
    }
}
