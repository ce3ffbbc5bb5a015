// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A trace in lines: name, status, time, and a bar that begins and ends where the request did.
 *
 * @param screen where the lines are shown; none is wider
 */
public record TimelineText(Screen screen, Trace trace) {

    private static final int INDENT = 2;
    private static final int MAX_INDENT = 20;
    private static final int MIN_NAME = 20;
    private static final int MAX_NAME = 44;
    private static final int STATUS_COLUMNS = 8;
    private static final int TIME_COLUMNS = 9;
    private static final int GAPS = 6;
    private static final int MIN_BAR = 8;
    private static final int MAX_EXCEPTIONS = 5;
    private static final double MILLIS = 1_000;

    /** All of it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(head());
        trace.spans().forEach(span -> addSpan(span, lines));
        if (trace.unread() > 0) {
            lines.add("Documents that are not JSON objects: count=" + trace.unread() + "; --json shows them");
        }
        return lines;
    }

    /**
     * An excerpt.
     *
     * @param about   a row that is in it
     * @param maxRows of the trace
     */
    public List<String> lines(Span about, int maxRows) {
        int size = trace.spans().size();
        int from = Math.max(0, Math.min(trace.spans().indexOf(about) - maxRows / 2, size - maxRows));
        int to = Math.min(size, from + maxRows);
        List<String> lines = new ArrayList<>();
        lines.add(head());
        if (from > 0) {
            lines.add("... " + from + " rows before");
        }
        trace.spans().subList(from, to).forEach(span -> addSpan(span, lines));
        if (to < size) {
            lines.add("... " + (size - to) + " rows after");
        }
        if (trace.unread() > 0) {
            lines.add("Documents that are not JSON objects: count=" + trace.unread());
        }
        return lines;
    }

    private String head() {
        Instant began = Instant.ofEpochMilli(Math.round(trace.start() * MILLIS));
        return "Trace " + Text.oneLine(trace.id()) + "  " + began + "  " + Durations.text(trace.seconds());
    }

    private int nameColumns() {
        return clamp(screen.columns() * 2L / 5, MIN_NAME, MAX_NAME);
    }

    private void addSpan(Span span, List<String> lines) {
        lines.add(line(span));
        addExceptions(span, lines);
    }

    private String line(Span span) {
        String indent = " ".repeat(Math.min(MAX_INDENT, span.depth() * INDENT));
        String time = span.isInProgress() ? "running" : Durations.text(span.seconds());
        return Screen.fit(indent + span.name(), nameColumns())
                + "  " + screen.coloured(span.outcome(), Screen.fit(status(span), STATUS_COLUMNS))
                + "  " + " ".repeat(Math.max(0, TIME_COLUMNS - time.length())) + time
                + "  " + bar(span);
    }

    private static String status(Span span) {
        if (span.outcome() == Outcome.OK) {
            return span.httpStatus() == 0 ? "" : Integer.toString(span.httpStatus());
        }
        return span.outcome().word();
    }

    /** At least one column wide; one that is in progress goes on to the end, lighter. */
    private String bar(Span span) {
        int width = Math.max(MIN_BAR, screen.columns() - nameColumns() - STATUS_COLUMNS - TIME_COLUMNS - GAPS);
        double scale = trace.seconds() > 0 ? width / trace.seconds() : 0;
        int from = clamp((long) ((span.start() - trace.start()) * scale), 0, width - 1);
        long end = span.isInProgress() ? width : Math.round((span.end() - trace.start()) * scale);
        int to = clamp(end, from + 1, width);
        String bar = (span.isInProgress() ? "\u2591" : "\u2588").repeat(to - from);
        return " ".repeat(from) + screen.coloured(span.outcome(), bar);
    }

    private void addExceptions(Span span, List<String> lines) {
        String indent = " ".repeat(Math.min(MAX_INDENT, span.depth() * INDENT) + INDENT);
        span.ownExceptions().stream().limit(MAX_EXCEPTIONS).forEach(exception -> {
            String text = exception.text("type", "exception") + ": " + exception.text("message", "(no message)");
            lines.add(screen.coloured(
                    span.outcome(),
                    Screen.fit(indent + "! " + text, screen.columns()).stripTrailing()));
        });
    }

    private static int clamp(long value, int min, int max) {
        return (int) Math.min(max, Math.max(value, min));
    }
}
