// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.stack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Python's tracebacks: outermost call first, the exception last, what led to it before it. */
final class PythonStack {

    private static final String DURING = "During handling of the above exception";
    private static final String DIRECT = "The above exception was the direct cause";

    private ParsedException current = new ParsedException("", "");
    private boolean named;
    private boolean inTraceback;

    private PythonStack() {}

    static List<ParsedException> parse(List<String> lines) {
        PythonStack stack = new PythonStack();
        lines.forEach(stack::line);
        stack.end();
        return new ArrayList<>(List.of(stack.current));
    }

    private void line(String raw) {
        String line = withoutGroupMarks(raw);
        String text = line.strip();
        if (text.startsWith(DURING) || text.startsWith(DIRECT)) {
            end();
            ParsedException cause = current;
            current = new ParsedException("", "");
            current.causedBy(cause);
            named = false;
            inTraceback = false;
        } else if (text.endsWith("Traceback (most recent call last):")) {
            inTraceback = true;
        } else if (text.startsWith("File \"") && !named) {
            frame(text);
            inTraceback = true;
        } else if (!text.isEmpty() && !line.startsWith(" ")) {
            exception(text);
        }
    }

    /** Exception groups indent what they hold and draw a frame around it. */
    private static String withoutGroupMarks(String line) {
        String text = line.stripLeading();
        if (text.startsWith("| ")) {
            return text.substring(2);
        }
        return text.startsWith("+ ") ? text.substring(2) : line;
    }

    private void exception(String text) {
        if (named) {
            return; // notes, or the second exception of a group
        }
        if (inTraceback || current.frames().isEmpty()) {
            ParsedException named = ParsedException.of(text);
            current.is(named.type(), named.message());
            this.named = true;
        }
    }

    /** {@code File "path", line 12, in label}; a path may hold commas. */
    private void frame(String text) {
        int close = text.lastIndexOf("\", line ");
        if (close < 0) {
            return;
        }
        int number = close + "\", line ".length();
        int comma = text.indexOf(',', number);
        int end = comma < 0 ? text.length() : comma;
        String label = text.startsWith(", in ", end) ? text.substring(end + 5) : "";
        current.frames()
                .add(new ParsedException.Frame(
                        label, text.substring("File \"".length(), close), StackTraces.number(text, number, end)));
    }

    private void end() {
        Collections.reverse(current.frames());
    }
}
