// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.stack;

import java.util.ArrayList;
import java.util.List;

/** {@code Throwable.printStackTrace}, suppressed exceptions and chains of causes included. */
final class JavaStack {

    private static final String CAUSED_BY = "Caused by: ";
    private static final String SUPPRESSED = "Suppressed: ";
    private static final String CIRCULAR = "[CIRCULAR REFERENCE";

    private final List<ParsedException> exceptions = new ArrayList<>();
    private ParsedException current;

    /** The last one in the chain of the reported exception. */
    private ParsedException rootCause;

    private boolean inMessage = true;

    private JavaStack(String header) {
        current = ParsedException.of(header);
        rootCause = current;
        exceptions.add(current);
    }

    static List<ParsedException> parse(List<String> lines) {
        JavaStack stack = new JavaStack(lines.isEmpty() ? "" : lines.get(0));
        lines.stream().skip(1).forEach(stack::line);
        return stack.exceptions;
    }

    private void line(String raw) {
        String line = raw.strip();
        if (line.startsWith("at ") && line.endsWith(")") && line.indexOf('(') > 0) {
            frame(line.substring(3));
            inMessage = false;
        } else if (line.startsWith("Caused by:")) {
            cause(raw.startsWith("Caused"), header(line, CAUSED_BY));
        } else if (line.startsWith(SUPPRESSED)) {
            start(ParsedException.of(line.substring(SUPPRESSED.length())));
            exceptions.add(current);
        } else if (line.startsWith("... ") && line.endsWith(" more")) {
            inMessage = false;
        } else if (inMessage && !line.isEmpty()) {
            current.continues(line);
        }
    }

    /** A log formatter may have taken the blank and the message. */
    private static String header(String line, String prefix) {
        return line.length() <= prefix.length() ? "" : line.substring(prefix.length());
    }

    /** A cause at the margin belongs to the reported exception, one further in to a suppressed one. */
    private void cause(boolean atMargin, String header) {
        if (header.contains(CIRCULAR)) {
            return;
        }
        ParsedException effect = atMargin ? rootCause : current;
        start(ParsedException.of(header));
        effect.causedBy(current);
        rootCause = effect.equals(rootCause) ? current : rootCause;
    }

    private void start(ParsedException next) {
        current = next;
        inMessage = true;
    }

    /** {@code loader/module@version/package.Class.method(File.java:12)}; loader and module say nothing of the place. */
    private void frame(String call) {
        int open = call.indexOf('(');
        String label = call.substring(0, open);
        String place = call.substring(open + 1, call.length() - 1);
        int slash = label.lastIndexOf('/');
        current.frames().add(StackTraces.at(slash < 0 ? label : label.substring(slash + 1), place));
    }
}
