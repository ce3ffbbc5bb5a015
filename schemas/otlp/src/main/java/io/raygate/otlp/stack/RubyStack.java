// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.stack;

import java.util.ArrayList;
import java.util.List;

/** {@code Exception#full_message} of Ruby: the first line names place, message and type, the others places. */
final class RubyStack {

    private RubyStack() {}

    static List<ParsedException> parse(List<String> lines) {
        ParsedException exception = new ParsedException("", "");
        for (String raw : lines) {
            String line = raw.strip();
            frame(line.startsWith("from ") ? line.substring(5) : line, exception);
        }
        return new ArrayList<>(List.of(exception));
    }

    /** {@code path:12:in 'label'}, with a backtick before Ruby 3.4, and what may follow on the first line. */
    private static void frame(String line, ParsedException exception) {
        int in = line.indexOf(":in ");
        if (in < 0 || in + 5 > line.length()) {
            return;
        }
        int close = line.indexOf('\'', in + 5);
        if (close < 0) {
            return;
        }
        exception.frames().add(StackTraces.at(line.substring(in + 5, close), line.substring(0, in)));
    }
}
