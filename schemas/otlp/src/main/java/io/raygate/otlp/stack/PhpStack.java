// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.stack;

import java.util.ArrayList;
import java.util.List;

/** PHP's {@code Throwable::__toString} and {@code getTraceAsString}: what led to an exception stands before it. */
final class PhpStack {

    private static final String NEXT = "Next ";

    private PhpStack() {}

    static List<ParsedException> parse(List<String> lines) {
        ParsedException current = new ParsedException("", "");
        boolean headed = false;
        for (String raw : lines) {
            String line = raw.strip();
            if (line.startsWith("#")) {
                frame(line, current);
                headed = true;
            } else if (line.startsWith(NEXT)) {
                ParsedException next = header(line.substring(NEXT.length()));
                next.causedBy(current);
                current = next;
            } else if (!headed && !line.isEmpty() && !line.startsWith("Stack trace")) {
                current = header(line);
                headed = true;
            }
        }
        return new ArrayList<>(List.of(current));
    }

    /** {@code Type: message in /path:12}. */
    private static ParsedException header(String line) {
        int in = line.lastIndexOf(" in ");
        return ParsedException.of(in > 0 && line.lastIndexOf(':') > in ? line.substring(0, in) : line);
    }

    /** {@code #0 /path(12): Class->method()}, {@code #1 [internal function]: f()} or {@code #2 {main}}. */
    private static void frame(String line, ParsedException exception) {
        int blank = line.indexOf(' ');
        if (blank < 0) {
            return;
        }
        String call = line.substring(blank + 1);
        int colon = call.indexOf("): ");
        int open = colon < 0 ? -1 : call.lastIndexOf('(', colon);
        if (open >= 0 && StackTraces.number(call, open + 1, colon) > 0) {
            exception
                    .frames()
                    .add(new ParsedException.Frame(
                            call.substring(colon + 3),
                            call.substring(0, open),
                            StackTraces.number(call, open + 1, colon)));
            return;
        }
        int label = call.indexOf("]: ");
        exception.frames().add(new ParsedException.Frame(label < 0 ? call : call.substring(label + 3), "", 0));
    }
}
