// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.stack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** {@code Exception.ToString} of .NET: the headers outermost first, then the frames innermost exception first. */
final class DotnetStack {

    private static final String INNER = "---> ";

    private DotnetStack() {}

    static List<ParsedException> parse(List<String> lines) {
        ParsedException outermost = ParsedException.of(lines.isEmpty() ? "" : lines.get(0));
        Deque<ParsedException> open = new ArrayDeque<>(List.of(outermost));
        boolean inMessage = true;
        for (String raw : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String line = raw.strip();
            if (line.startsWith(INNER)) {
                ParsedException inner = ParsedException.of(line.substring(INNER.length()));
                open.element().causedBy(inner);
                open.push(inner);
                inMessage = true;
            } else if (line.startsWith("--- End of inner exception") && open.size() > 1) {
                open.pop();
            } else if (line.startsWith("at ")) {
                open.element().frames().add(frame(line.substring(3)));
                inMessage = false;
            } else if (inMessage && !line.isEmpty() && !line.startsWith("---")) {
                open.element().continues(line);
            }
        }
        return new ArrayList<>(List.of(outermost));
    }

    /** {@code Namespace.Class.Method(Type argument) in path:line 12}. */
    private static ParsedException.Frame frame(String call) {
        int in = call.lastIndexOf(") in ");
        int line = call.lastIndexOf(":line ");
        if (in < 0 || line < in) {
            return new ParsedException.Frame(call, "", 0);
        }
        return new ParsedException.Frame(
                call.substring(0, in + 1),
                call.substring(in + 5, line),
                StackTraces.number(call, line + ":line ".length(), call.length()));
    }
}
