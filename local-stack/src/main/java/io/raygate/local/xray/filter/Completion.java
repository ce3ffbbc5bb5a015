// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What may stand where somebody types a filter expression. Pure.
 *
 * @param from    where the part begins that an option replaces, from 0
 * @param to      where it ends
 * @param options what may stand there
 */
public record Completion(int from, int to, List<Option> options) {

    private static final int MAX_OPTIONS = 50;

    private static final Pattern OPEN_STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)$");
    private static final Pattern CLOSED_STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][\\w.]*$");
    private static final Pattern BEFORE_VALUE =
            Pattern.compile("([A-Za-z_][\\w.]*(?:\\[[^\\]]*])?)\\s*(?:=|!=|[A-Za-z]+)\\s*$");
    private static final Pattern FIELD =
            Pattern.compile("(name|type|account\\.id)\\s*:\\s*$", Pattern.CASE_INSENSITIVE);

    private static final List<String> OTHERS = List.of(
            "service(\"\")",
            "service(id(name: \"\", type: \"\"))",
            "edge(\"\", \"\")",
            "group.name",
            "group.arn",
            "rootcause.fault.service { }",
            "rootcause.fault.entity { }",
            "rootcause.fault.exception { }",
            "rootcause.error.service { }",
            "rootcause.error.entity { }",
            "rootcause.error.exception { }",
            "rootcause.responsetime.service { }",
            "rootcause.responsetime.entity { }",
            "AND",
            "OR",
            "NOT",
            "CONTAINS",
            "BEGINSWITH",
            "ENDSWITH");

    public Completion {
        options = List.copyOf(options);
    }

    /**
     * What may stand there.
     *
     * @param kind {@code keyword}, {@code annotation} or {@code value}
     */
    public record Option(String text, String kind) {}

    /** Gives the values that the stored traces have. */
    public interface Values {

        /** Names, types, users and so on by keyword; annotations by {@code annotation.KEY}; keys by {@code annotation}. */
        Stream<String> of(String keyword);
    }

    /** Of the text up to the place, which is from 0 to its length. */
    public static Completion at(String text, int place, Values values) {
        String before = text.substring(0, place);
        Matcher open = OPEN_STRING.matcher(CLOSED_STRING.matcher(before).replaceAll(Completion::blank));
        if (open.find()) {
            int from = open.start() + 1;
            String prefix = before.substring(from);
            String keyword = keyword(before.substring(0, open.start()));
            return new Completion(from, place, options(values.of(keyword), prefix, "value"));
        }
        Matcher word = WORD.matcher(before);
        String prefix = word.find() ? word.group() : "";
        return new Completion(place - prefix.length(), place, words(prefix, values));
    }

    private static List<Option> words(String prefix, Values values) {
        List<Option> options = new ArrayList<>();
        Stream<String> words = Stream.concat(
                new TreeSet<>(keywords()).stream(), Stream.concat(OTHERS.stream(), Stream.of("annotation.")));
        options.addAll(options(words, prefix, "keyword"));
        if ("annotation.".startsWith(prefix.toLowerCase(Locale.ROOT))
                || prefix.toLowerCase(Locale.ROOT).startsWith("annotation.")) {
            options.addAll(options(values.of("annotation").map(Completion::annotation), prefix, "annotation"));
        }
        return options.stream().limit(MAX_OPTIONS).toList();
    }

    private static Set<String> keywords() {
        Set<String> keywords = new TreeSet<>(Vocabulary.TRACE.fields().keySet());
        keywords.addAll(Vocabulary.SERVICE.fields().keySet());
        keywords.addAll(Vocabulary.CAUSE_ENTITY.fields().keySet());
        keywords.addAll(Vocabulary.CAUSE_EXCEPTION.fields().keySet());
        return keywords;
    }

    private static String annotation(String key) {
        return key.matches("\\w+") ? "annotation." + key : "annotation[" + key + "]";
    }

    /** Which values a string has that begins here. */
    private static String keyword(String before) {
        Matcher field = FIELD.matcher(before);
        if (field.find()) {
            return field.group(1).toLowerCase(Locale.ROOT);
        }
        Matcher compared = BEFORE_VALUE.matcher(before);
        if (!compared.find()) {
            return "name";
        }
        String keyword = compared.group(1);
        String lower = keyword.toLowerCase(Locale.ROOT);
        if (lower.startsWith("annotation[")) {
            return "annotation." + keyword.substring(keyword.indexOf('[') + 1, keyword.length() - 1);
        }
        return lower.startsWith("annotation.") ? "annotation." + keyword.substring(keyword.indexOf('.') + 1) : lower;
    }

    private static List<Option> options(Stream<String> candidates, String prefix, String kind) {
        String wanted = prefix.toLowerCase(Locale.ROOT);
        return candidates
                .filter(candidate -> candidate.toLowerCase(Locale.ROOT).startsWith(wanted))
                .distinct()
                .limit(MAX_OPTIONS)
                .map(candidate -> new Option(candidate, kind))
                .toList();
    }

    private static String blank(MatchResult closed) {
        return "_".repeat(closed.group().length());
    }
}
