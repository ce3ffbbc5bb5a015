// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.cli.xray.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A timeline in lines: name, status, time, and a bar that begins and ends where the request did. */
record TimelineText(Screen screen, Timeline timeline) {

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

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Trace " + Text.oneLine(timeline.id()) + "  " + began() + "  " + Durations.text(timeline.seconds()));
        for (Timeline.Row row : timeline.rows()) {
            lines.add(line(row));
            addExceptions(row, lines);
        }
        if (timeline.unread() > 0) {
            lines.add("Documents that are not JSON objects: count=" + timeline.unread() + "; --json shows them");
        }
        return lines;
    }

    private Instant began() {
        return Instant.ofEpochMilli(Math.round(timeline.start() * MILLIS));
    }

    private int nameColumns() {
        return Math.clamp(screen.columns() * 2L / 5, MIN_NAME, MAX_NAME);
    }

    private String line(Timeline.Row row) {
        String indent = " ".repeat(Math.min(MAX_INDENT, row.depth() * INDENT));
        boolean inProgress = !Double.isFinite(row.end());
        String time = inProgress ? "running" : Durations.text(row.end() - row.start());
        return Screen.fit(indent + row.name(), nameColumns())
                + "  " + screen.coloured(row.outcome(), Screen.fit(status(row), STATUS_COLUMNS))
                + "  " + " ".repeat(Math.max(0, TIME_COLUMNS - time.length())) + time
                + "  " + bar(row);
    }

    private static String status(Timeline.Row row) {
        int status = row.entity().path("http").path("response").path("status").asInt(0);
        if (row.outcome() == Outcome.OK) {
            return status == 0 ? "" : Integer.toString(status);
        }
        return row.outcome().word();
    }

    /** At least one column wide; one that is in progress goes on to the end, lighter. */
    private String bar(Timeline.Row row) {
        int width = Math.max(MIN_BAR, screen.columns() - nameColumns() - STATUS_COLUMNS - TIME_COLUMNS - GAPS);
        double scale = timeline.seconds() > 0 ? width / timeline.seconds() : 0;
        boolean inProgress = !Double.isFinite(row.end());
        int from = Math.clamp((long) ((row.start() - timeline.start()) * scale), 0, width - 1);
        long end = inProgress ? width : Math.round((row.end() - timeline.start()) * scale);
        int to = Math.clamp(end, from + 1, width);
        String bar = (inProgress ? "\u2591" : "\u2588").repeat(to - from);
        return " ".repeat(from) + screen.coloured(row.outcome(), bar);
    }

    private void addExceptions(Timeline.Row row, List<String> lines) {
        JsonNode exceptions = row.entity().path("cause").path("exceptions");
        String indent = " ".repeat(Math.min(MAX_INDENT, row.depth() * INDENT) + INDENT);
        for (int i = 0; i < Math.min(MAX_EXCEPTIONS, exceptions.size()); i++) {
            JsonNode exception = exceptions.path(i);
            String text = exception.path("type").asString("exception") + ": "
                    + exception.path("message").asString("(no message)");
            lines.add(screen.coloured(
                    row.outcome(),
                    Screen.fit(indent + "! " + text, screen.columns()).stripTrailing()));
        }
    }
}
