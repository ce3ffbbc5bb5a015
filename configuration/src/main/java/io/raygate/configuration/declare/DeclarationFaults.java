// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration.declare;

import io.raygate.configuration.Key;
import io.raygate.configuration.Keys;
import io.raygate.configuration.Rule;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** What no value could satisfy: bounds that cannot be read, keys that do not exist, defaults that would be refused. */
final class DeclarationFaults {

    private final Keys keys;

    private DeclarationFaults(Keys keys) {
        this.keys = keys;
    }

    static List<String> of(Keys keys) {
        DeclarationFaults faults = new DeclarationFaults(keys);
        return keys.all().stream().flatMap(faults::of).toList();
    }

    private Stream<String> of(Key key) {
        Stream<String> ofRules =
                key.rules().stream().flatMap(rule -> of(key, rule).map(fault -> key.name() + ": " + fault));
        String given = key.defaultValue();
        if (given == null) {
            return ofRules;
        }
        boolean isRefused = Stream.of(key.presence() == Key.Presence.LIST ? given.split(",") : new String[] {given})
                .anyMatch(value -> !key.accepts(value));
        return Stream.concat(
                ofRules, isRefused ? Stream.of(key.name() + ": the default " + given + " is refused") : Stream.of());
    }

    private Stream<String> of(Key key, Rule rule) {
        return switch (rule) {
            case Rule.Range range ->
                Stream.of(range.min(), range.max())
                        .filter(bound ->
                                !bound.isEmpty() && key.kind().measure(bound).isEmpty())
                        .map(bound -> "the bound " + bound + " cannot be read");
            case Rule.Text text -> faultOf(text.regex());
            case Rule.Order order ->
                unknown(Stream.of(order.other(), order.where()).filter(other -> !other.isEmpty()));
            case Rule.With with -> unknown(with.others().stream());
            case Rule.Without without -> unknown(Stream.of(without.other()));
            case Rule.Where where -> unknown(Stream.of(where.other()));
            case Rule.OneOf _, Rule.Hidden _ -> Stream.of();
        };
    }

    private Stream<String> unknown(Stream<String> others) {
        return others.filter(other -> keys.key(other).isEmpty()).map(other -> "there is no key " + other);
    }

    private static Stream<String> faultOf(String regex) {
        try {
            Pattern.compile(regex);
            return Stream.of();
        } catch (PatternSyntaxException e) {
            return Stream.of(e.getDescription());
        }
    }
}
