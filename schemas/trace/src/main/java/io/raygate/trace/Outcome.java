// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.trace;

/** How a request ended, in X-Ray's words and the colours of its console. */
public enum Outcome {
    /** Without any of the others. */
    OK("ok", 32),
    /** The caller was wrong: a status of 400 to 499. */
    ERROR("error", 33),
    /** The caller came too often: status 429. */
    THROTTLE("throttle", 35),
    /** The service failed: a status from 500. */
    FAULT("fault", 31),
    /** Its root is missing. */
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

    /** X-Ray's word for it. */
    public String word() {
        return word;
    }

    /** Number of the ANSI colour; 0 for none. */
    int colour() {
        return colour;
    }

    /** Of a segment or subsegment: its flags, and its status where they are missing. */
    static Outcome ofEntity(JsonObject entity) {
        double status = entity.object("http").object("response").number("status", 0);
        if (entity.flag("throttle") || status == TOO_MANY) {
            return THROTTLE;
        }
        if (entity.flag("fault") || status >= FIRST_FAULT) {
            return FAULT;
        }
        return entity.flag("error") || status >= FIRST_ERROR ? ERROR : OK;
    }
}
