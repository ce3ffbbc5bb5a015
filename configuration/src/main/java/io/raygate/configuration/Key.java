// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One key, as its declaration says. A name may hold {@code *} for a name that users choose, and {@code [*]} for an index.
 *
 * @param defaultValue what counts where the key is not set; null where there is none
 * @param presence whether the key may be left out
 * @param rules in the order in which they are looked at; the first one that is broken is reported
 */
public record Key(
        String name, Kind kind, Presence presence, @Nullable String defaultValue, List<Rule> rules) {

    /** Longest value that a message repeats. */
    private static final int SHOWN_CHARACTERS = 120;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\[\\*]|\\*");
    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

    /** Whether a key may be left out, and how many values it has. */
    public enum Presence {
        /** One value. */
        REQUIRED,
        /** One value or none. */
        OPTIONAL,
        /** Values, separated by commas or with an index each; without a default, there may be none. */
        LIST
    }

    /** Whether the key stands for many. */
    boolean isPattern() {
        return name.indexOf('*') >= 0;
    }

    /** The same declaration for one of the names that it stands for. */
    Key named(String one) {
        return new Key(one, kind, presence, defaultValue, rules);
    }

    /** Name of the environment variable that sets a key. */
    static String variable(String name) {
        StringBuilder variable = new StringBuilder(name.length());
        name.chars()
                .map(character -> Character.isLetterOrDigit(character) ? Character.toUpperCase(character) : '_')
                .forEach(character -> variable.append((char) character));
        return variable.toString();
    }

    /** A constant as users write it: {@code ON_DISK} is {@code on-disk}. */
    public static String hyphenated(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Matches the names that this key stands for; of a list, those with an index too. */
    Pattern names() {
        StringBuilder regex = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(name);
        int from = 0;
        while (placeholder.find()) {
            regex.append(Pattern.quote(name.substring(from, placeholder.start())));
            regex.append(placeholder.group().equals("*") ? "(?:\"[^\"]*\"|[^.]+)" : "\\[\\d+]");
            from = placeholder.end();
        }
        regex.append(Pattern.quote(name.substring(from)));
        return Pattern.compile(regex + (presence == Presence.LIST ? "(?:\\[\\d+])?" : ""));
    }

    /** Matches the environment variables that this key stands for. */
    Pattern variables() {
        String regex = PLACEHOLDER
                .splitAsStream(name + ' ')
                .map(part -> Pattern.quote(variable(part.strip())))
                .collect(Collectors.joining(".+"));
        return Pattern.compile(regex + (presence == Presence.LIST ? "(?:_\\d+_)?" : ""));
    }

    /** What is wrong with the value that the key has, as {@code value is wrong; write something}; empty where nothing is. */
    Optional<String> problem(Settings settings) {
        Optional<String> given = settings.value(name);
        if (given.isEmpty()) {
            return missing(settings);
        }
        List<String> values = presence == Presence.LIST
                ? COMMA.splitAsStream(given.get()).map(String::strip).toList()
                : List.of(given.get());
        if (values.isEmpty()) {
            return defaultValue == null && presence != Presence.REQUIRED
                    ? missing(settings)
                    : Optional.of(shown(given.get()) + " holds no value; " + remedy()
                            + (defaultValue == null ? "" : ", or leave it out for " + defaultValue));
        }
        return values.stream()
                .flatMap(value -> problem(value, settings).stream())
                .findFirst();
    }

    /** Whether a single value satisfies this key by itself, whatever other keys say. */
    public boolean accepts(String value) {
        return problem(value, Settings.NONE).isEmpty();
    }

    private Optional<String> missing(Settings settings) {
        if (settings.isEmpty(name) && defaultValue != null) {
            return Optional.of("is empty; " + remedy() + ", or leave it out for " + defaultValue);
        }
        if (presence == Presence.REQUIRED && defaultValue == null) {
            return Optional.of("is not set; " + remedy());
        }
        return rules.stream()
                .flatMap(rule -> rule.whereMissing(settings).stream())
                .findFirst();
    }

    private Optional<String> problem(String value, Settings settings) {
        Optional<BigDecimal> measure = kind.measure(value);
        if (measure.isEmpty()) {
            return Optional.of(shown(value) + " is not " + kind.words() + "; " + remedy());
        }
        return rules.stream()
                .flatMap(rule -> rule.problem(this, value, settings).stream())
                .findFirst()
                .or(() -> Rule.Range.ofType(kind).problem(this, value, settings));
    }

    /** Key, default and range as the first cells of a row of documentation. */
    public String row() {
        String given = defaultValue == null
                ? "none" + (presence == Presence.REQUIRED ? ", required" : "")
                : code(defaultValue);
        String range = Stream.concat(Stream.of(range()), rules.stream().flatMap(rule -> rule.condition().stream()))
                .collect(Collectors.joining(", "));
        return "| " + code(name.replace("[*]", "[0]").replace("*", "\"NAME\"")) + " | " + given + " | " + range + " |";
    }

    private String range() {
        return rules.stream()
                .flatMap(rule -> rule.range().stream())
                .findFirst()
                .orElse(kind.words().replaceFirst("^an? ", "").replaceFirst(" such as .*", ""));
    }

    private static String code(String text) {
        return '`' + text + '`';
    }

    /** What to write instead. */
    private String remedy() {
        return rules.stream()
                .flatMap(rule -> rule.remedy().stream())
                .findFirst()
                .orElse("write " + kind.words());
    }

    /** A value as a message may repeat it. */
    String shown(String value) {
        if (rules.contains(new Rule.Hidden())) {
            return "the value (not shown)";
        }
        String line = CONTROL.matcher(value).replaceAll("?");
        return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
