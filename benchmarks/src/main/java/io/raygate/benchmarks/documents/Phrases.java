// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.documents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills the templates of a vocabulary: {@code /orders/{id}} becomes {@code /orders/48213}. */
final class Phrases {

    private static final Set<String> CHANGING = Set.of("id", "uuid", "n", "hex8", "request");

    private final Vocabulary vocabulary;
    private final Dice dice;
    private final Map<String, String> fixed = new HashMap<>();

    Phrases(Vocabulary vocabulary, Dice dice) {
        this.vocabulary = vocabulary;
        this.dice = dice;
    }

    /** From now on the placeholder always means this. */
    void fix(String placeholder, String value) {
        fixed.put(placeholder, value);
    }

    /** A template of this topic, filled. */
    String of(String topic) {
        return fill(dice.pick(vocabulary.topic(topic)));
    }

    /** A template of this topic of which only what differs from request to request is left open. */
    String habit(String topic) {
        return fill(dice.pick(vocabulary.topic(topic)), true);
    }

    /** Several of them. */
    List<String> habits(String topic, int min, int max) {
        List<String> habits = new ArrayList<>();
        for (int count = dice.between(min, max); count > 0; count--) {
            habits.add(habit(topic));
        }
        return habits;
    }

    String fill(String template) {
        return fill(template, false);
    }

    private String fill(String template, boolean habit) {
        StringBuilder filled = new StringBuilder(template.length() + 32);
        String noun = dice.pick(vocabulary.topic("noun"));
        int position = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', position)) {
            filled.append(template, position, open);
            int close = template.indexOf('}', open);
            String placeholder = close < 0 ? "" : template.substring(open + 1, close);
            boolean left = habit && CHANGING.contains(placeholder);
            String value = left ? "{" + placeholder + "}" : value(placeholder, noun, habit);
            filled.append(value.isEmpty() ? "{" : value);
            position = value.isEmpty() ? open + 1 : close + 1;
        }
        return filled.append(template, position, template.length()).toString().replace("\\n", "\n");
    }

    /** Empty where the name is none of ours: braces of JSON stay. */
    private String value(String placeholder, String noun, boolean habit) {
        String known = fixed.get(placeholder);
        if (known != null) {
            return known;
        }
        return switch (placeholder) {
            case "noun" -> noun;
            case "Noun" -> Character.toUpperCase(noun.charAt(0)) + noun.substring(1);
            case "n" -> Integer.toString(dice.between(1, 28));
            case "line" -> Integer.toString(dice.between(12, 480));
            case "port" -> Integer.toString(dice.between(3000, 9999));
            case "id" -> Integer.toString(dice.between(1_000, 9_999_999));
            case "uuid" -> dice.uuid();
            case "hex8" -> dice.hex(8);
            case "request" -> dice.upper(52);
            case "ip" -> "10." + dice.below(256) + "." + dice.below(256) + "." + dice.below(256);
            case "word", "host", "table", "bucket", "key", "queue", "region" ->
                habit ? habit(placeholder) : of(placeholder);
            default -> "";
        };
    }
}
