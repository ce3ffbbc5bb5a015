// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The examples of the page {@code docs/segment-format.md}: a heading, a line with the verdicts of both modes, the document
 * in a fence, and behind it, in a fence each, what is sent in its place.
 */
final class FormatPage {

    /** What one mode says: {@code code} is a reason, a repair or the word accepted. */
    record Expected(String code, String pointer) {}

    /** One example; {@code results} is empty where the page shows none. */
    record Example(String heading, Expected repair, Expected strict, byte[] document, List<byte[]> results) {

        @Override
        public String toString() {
            return heading;
        }
    }

    private static final Path PAGE = Path.of("../../docs/segment-format.md");
    private static final Pattern EXAMPLE = Pattern.compile(
            "^### ([^\n]+)\n((?:(?!^##).*\n)*?)repair: (.+); strict: (.+)\n((?:(?!^##).*\n?)*)", Pattern.MULTILINE);
    private static final Pattern VERDICT = Pattern.compile("(\\w+)(?: at `([^`]+)`)?");
    private static final Pattern FENCE = Pattern.compile("^```json\n(.*?)\n```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SHORTHAND = Pattern.compile("⟨hex ([0-9A-F ]+)⟩|⟨([^⟩]+?) × ([0-9]+)⟩");

    private FormatPage() {}

    static List<Example> examples() {
        return EXAMPLE.matcher(text()).results().map(FormatPage::example).toList();
    }

    /** Headings of the third level, whether or not an example was found below them. */
    static List<String> headings() {
        return text().lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring("### ".length()))
                .toList();
    }

    private static Example example(MatchResult match) {
        List<byte[]> fences = new ArrayList<>();
        FENCE.matcher(match.group(5)).results().forEach(fence -> fences.add(expand(fence.group(1))));
        return new Example(
                match.group(1),
                expected(match.group(3)),
                expected(match.group(4)),
                fences.getFirst(),
                List.copyOf(fences.subList(1, fences.size())));
    }

    private static Expected expected(String verdict) {
        Matcher matcher = VERDICT.matcher(verdict);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a verdict: " + verdict);
        }
        String pointer = matcher.group(2) == null ? "" : matcher.group(2);
        return new Expected(matcher.group(1), new String(expand(pointer), StandardCharsets.UTF_8));
    }

    private static byte[] expand(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Matcher matcher = SHORTHAND.matcher(text);
        int at = 0;
        while (matcher.find()) {
            out.writeBytes(utf8(text.substring(at, matcher.start())));
            out.writeBytes(
                    matcher.group(1) == null
                            ? utf8(matcher.group(2).repeat(Integer.parseInt(matcher.group(3))))
                            : HexFormat.ofDelimiter(" ").parseHex(matcher.group(1)));
            at = matcher.end();
        }
        out.writeBytes(utf8(text.substring(at)));
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
