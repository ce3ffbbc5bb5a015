// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.stack;

import java.util.ArrayList;
import java.util.List;

/** V8's stacks (Node.js, Chrome) with the causes that Node.js prints, and Firefox's and Safari's {@code f@place}. */
final class ScriptStack {

    private static final String CAUSE = "[cause]: ";

    private ScriptStack() {}

    static List<ParsedException> parse(List<String> lines) {
        ParsedException first = null;
        ParsedException current = new ParsedException("", "");
        for (String raw : lines) {
            String line = withoutBrace(raw.strip());
            if (line.startsWith("at ")) {
                current.frames().add(frame(line.substring(3)));
            } else if (line.startsWith(CAUSE)) {
                ParsedException cause = ParsedException.of(line.substring(CAUSE.length()));
                current.causedBy(cause);
                current = cause;
            } else if (isFirefox(line)) {
                int at = line.indexOf('@');
                current.frames().add(StackTraces.at(line.substring(0, at), line.substring(at + 1)));
            } else if (first == null && !line.isEmpty()) {
                current = ParsedException.of(line);
            } else if (current.frames().isEmpty() && !line.isEmpty()) {
                current.continues(line);
            }
            first = first == null ? current : first;
        }
        return new ArrayList<>(List.of(first == null ? current : first));
    }

    /** Node.js opens a brace behind the first frame or the message where an error has more properties. */
    private static String withoutBrace(String line) {
        return line.endsWith(" {") ? line.substring(0, line.length() - 2) : line;
    }

    private static boolean isFirefox(String line) {
        int at = line.indexOf('@');
        return at >= 0
                && line.indexOf(' ') < 0
                && StackTraces.at("", line.substring(at + 1)).line() > 0;
    }

    /** {@code async Class.method (path:12:5)} or a place alone. */
    private static ParsedException.Frame frame(String call) {
        int open = call.lastIndexOf(" (");
        if (open < 0 || !call.endsWith(")")) {
            return StackTraces.at("", call.startsWith("async ") ? call.substring(6) : call);
        }
        return StackTraces.at(call.substring(0, open), call.substring(open + 2, call.length() - 1));
    }
}
