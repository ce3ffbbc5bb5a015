// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import tools.jackson.databind.JsonNode;

/** How a request ended, in X-Ray's words and the colours of its console. */
enum Outcome {
    OK("ok", 32),
    ERROR("error", 33),
    THROTTLE("throttle", 35),
    FAULT("fault", 31),
    UNKNOWN("unknown", 0);

    private static final int TOO_MANY = 429;
    private static final int FIRST_FAULT = 500;
    private static final int FIRST_ERROR = 400;

    private final String word;
    private final int colour;

    Outcome(String word, int colour) {
        this.word = word;
        this.colour = colour;
    }

    String word() {
        return word;
    }

    /** Number of the ANSI colour; 0 for none. */
    int colour() {
        return colour;
    }

    /** Of an entry of GetTraceSummaries; unknown while the root is missing. */
    static Outcome ofSummary(JsonNode summary) {
        if (summary.path("HasThrottle").asBoolean(false)) {
            return THROTTLE;
        }
        if (summary.path("HasFault").asBoolean(false)) {
            return FAULT;
        }
        if (summary.path("HasError").asBoolean(false)) {
            return ERROR;
        }
        return summary.path("ResponseTime").isNumber() ? OK : UNKNOWN;
    }

    /** Of a segment or subsegment: its flags, and its status where they are missing. */
    static Outcome ofEntity(JsonNode entity) {
        int status = entity.path("http").path("response").path("status").asInt(0);
        if (entity.path("throttle").asBoolean(false) || status == TOO_MANY) {
            return THROTTLE;
        }
        if (entity.path("fault").asBoolean(false) || status >= FIRST_FAULT) {
            return FAULT;
        }
        return entity.path("error").asBoolean(false) || status >= FIRST_ERROR ? ERROR : OK;
    }
}
