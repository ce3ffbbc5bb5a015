// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.cli.Console;
import io.raygate.trace.Durations;
import io.raygate.trace.Outcome;
import io.raygate.trace.Screen;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.JsonNode;

/**
 * A trace in one line of a table.
 *
 * @param zone           of the times
 * @param requestColumns of the last column, in which a request is cut
 */
record TraceLines(Screen screen, ZoneId zone, int requestColumns) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");
    private static final int OUTCOME_COLUMNS = 8;
    private static final String COLUMNS = "%-14s  %-35s  %s  %6s  %9s  ";
    private static final int COLUMNS_BEFORE_REQUEST = 14 + 2 + 35 + 2 + OUTCOME_COLUMNS + 2 + 6 + 2 + 9 + 2;
    private static final int MIN_REQUEST_COLUMNS = 16;
    private static final int MAX_REQUEST_COLUMNS = 1_000;

    /** As wide as the terminal; what goes to a file or a pipe is cut late. */
    static TraceLines on(Console console) {
        Screen screen = Terminal.screen(console, System.getenv());
        int rest = Math.max(MIN_REQUEST_COLUMNS, screen.columns() - COLUMNS_BEFORE_REQUEST);
        return new TraceLines(screen, ZoneId.systemDefault(), console.isTerminal() ? rest : MAX_REQUEST_COLUMNS);
    }

    String head() {
        return COLUMNS.formatted("start", "trace", Screen.fit("outcome", OUTCOME_COLUMNS), "status", "time")
                + "request";
    }

    /** Of an entry of GetTraceSummaries. */
    String of(JsonNode summary) {
        Outcome outcome = outcome(summary);
        Instant start = Instant.ofEpochSecond((long) summary.path("StartTime").asDouble(0));
        JsonNode http = summary.path("Http");
        String time = summary.path("ResponseTime").isNumber() ? duration(summary.path("ResponseTime")) : "-";
        String line = COLUMNS.formatted(
                TIME.format(start.atZone(zone)),
                Screen.fit(summary.path("Id").asString(""), 35),
                screen.coloured(outcome, Screen.fit(outcome.word(), OUTCOME_COLUMNS)),
                http.path("HttpStatus").isNumber() ? http.path("HttpStatus").asInt(0) : "-",
                time);
        return line + Screen.fit(request(summary, http), requestColumns).stripTrailing();
    }

    /** Unknown while the root is missing. */
    private static Outcome outcome(JsonNode summary) {
        if (summary.path("HasThrottle").asBoolean(false)) {
            return Outcome.THROTTLE;
        }
        if (summary.path("HasFault").asBoolean(false)) {
            return Outcome.FAULT;
        }
        if (summary.path("HasError").asBoolean(false)) {
            return Outcome.ERROR;
        }
        return summary.path("ResponseTime").isNumber() ? Outcome.OK : Outcome.UNKNOWN;
    }

    private static String duration(JsonNode seconds) {
        return Durations.text(seconds.asDouble(0));
    }

    /** Who was asked, and for what. */
    private static String request(JsonNode summary, JsonNode http) {
        String entry = summary.path("EntryPoint").path("Name").asString("");
        String request = http.path("HttpMethod").asString("") + " "
                + path(http.path("HttpURL").asString(""));
        return (entry + "  " + request.strip()).strip()
                + (summary.path("IsPartial").asBoolean(false) ? " (incomplete)" : "");
    }

    /** Of a URL; its host is that of the entry. */
    private static String path(String url) {
        return url.replaceFirst("^https?://[^/]*(?=/)", "");
    }
}
