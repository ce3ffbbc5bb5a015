// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.stack;

import java.util.List;

/**
 * Takes the text of a stack trace apart, as the runtime of {@code telemetry.sdk.language} prints it. Any text gives an
 * answer: what is not recognized gives no frames.
 */
public final class StackTraces {

    /** A longer text is cut here: some 10,000 frames. */
    private static final int MAX_CHARACTERS = 1 << 20;

    private StackTraces() {}

    /** The exceptions in the text, the one that was reported first; each may have a chain of causes. Never empty. */
    public static List<ParsedException> parse(String language, String text) {
        List<String> lines = text.substring(0, Math.min(text.length(), MAX_CHARACTERS))
                .lines()
                .toList();
        return switch (language) {
            case "java", "kotlin", "scala" -> JavaStack.parse(lines);
            case "python" -> PythonStack.parse(lines);
            case "nodejs", "webjs", "javascript" -> ScriptStack.parse(lines);
            case "dotnet" -> DotnetStack.parse(lines);
            case "php" ->
                lines.stream().anyMatch(line -> line.strip().startsWith("at "))
                        ? JavaStack.parse(lines) // OpenTelemetry's SDK for PHP prints like Java
                        : PhpStack.parse(lines);
            case "go" -> GoStack.parse(lines);
            case "ruby" -> RubyStack.parse(lines);
            default -> List.of(new ParsedException("", ""));
        };
    }

    /** The digits at {@code text[from, to)} as a number; 0 where these are no digits, or too many. */
    static int number(String text, int from, int to) {
        if (from >= to || to - from > 9) {
            return 0;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            number = 10 * number + c - '0';
        }
        return number;
    }

    /** A call in {@code path:line} or {@code path:line:column}, or in a path alone; colons in the path stay. */
    static ParsedException.Frame at(String label, String location) {
        int last = location.lastIndexOf(':');
        int before = last < 0 ? -1 : location.lastIndexOf(':', last - 1);
        if (before >= 0
                && number(location, before + 1, last) > 0
                && number(location, last + 1, location.length()) > 0) {
            return new ParsedException.Frame(label, location.substring(0, before), number(location, before + 1, last));
        }
        int line = last < 0 ? 0 : number(location, last + 1, location.length());
        return new ParsedException.Frame(label, line > 0 ? location.substring(0, last) : location, line);
    }
}
