// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.stack;

import java.util.ArrayList;
import java.util.List;

/** {@code debug.Stack} of Go: a function in one line, its place in the next behind a tab. */
final class GoStack {

    private GoStack() {}

    static List<ParsedException> parse(List<String> lines) {
        ParsedException exception = new ParsedException("", "");
        String function = "";
        for (String line : lines) {
            if (line.startsWith("goroutine ")) {
                function = "";
            } else if (!line.startsWith("\t")) {
                function = line.strip();
            } else if (!function.isEmpty() && !function.startsWith("created by ")) {
                exception.frames().add(StackTraces.at(withoutArguments(function), place(line.strip())));
                function = "";
            }
        }
        return new ArrayList<>(List.of(exception));
    }

    /** Arguments are addresses, different in every run. */
    private static String withoutArguments(String function) {
        int open = function.endsWith(")") ? function.lastIndexOf('(') : -1;
        return open > 0 ? function.substring(0, open) : function;
    }

    private static String place(String line) {
        int offset = line.lastIndexOf(" +0x");
        return offset < 0 ? line : line.substring(0, offset);
    }
}
