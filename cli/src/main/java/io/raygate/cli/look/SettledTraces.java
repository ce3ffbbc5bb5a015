// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Gives each trace once, when two looks in succession have seen the same revision of it. Not thread-safe. */
final class SettledTraces {

    private static final int GIVEN = -1;

    /** Far more than come within the time that a look covers; the oldest are forgotten. */
    private static final int MAX_TRACES = 50_000;

    private final Map<String, Integer> revisions = new LinkedHashMap<>();

    /** Takes what a look has found, and gives what has settled since, oldest first. */
    List<JsonNode> add(List<JsonNode> summaries) {
        List<JsonNode> settled = new ArrayList<>();
        for (JsonNode summary : summaries) {
            String id = summary.path("Id").asString("");
            int revision = summary.path("Revision").asInt(0);
            Integer before = revisions.put(id, revision);
            boolean isGiven = before != null && before == GIVEN;
            boolean isSettled = before != null && before == revision;
            if (isSettled) {
                settled.add(summary);
            }
            if (isGiven || isSettled) {
                revisions.put(id, GIVEN);
            }
        }
        forgetOldest();
        settled.sort(
                Comparator.comparingDouble(summary -> summary.path("StartTime").asDouble(0)));
        return settled;
    }

    private void forgetOldest() {
        var oldest = revisions.keySet().iterator();
        for (int surplus = revisions.size() - MAX_TRACES; surplus > 0; surplus--) {
            oldest.next();
            oldest.remove();
        }
    }
}
