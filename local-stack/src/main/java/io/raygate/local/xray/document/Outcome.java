// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The three flags of a segment or subsegment. X-Ray reads them from the document, and from the HTTP status where the
 * document leaves them out: 429 is a throttle, another 4xx an error, 5xx a fault.
 */
public record Outcome(boolean error, boolean throttle, boolean fault) {

    public static final Outcome OK = new Outcome(false, false, false);

    private static final Outcome ERROR = new Outcome(true, false, false);
    private static final Outcome FAULT = new Outcome(false, false, true);
    private static final Outcome THROTTLE = new Outcome(true, true, false);
    private static final int TOO_MANY_REQUESTS = 429;

    static Outcome of(JsonNode entity, int status) {
        boolean throttle = entity.path("throttle").asBoolean() || status == TOO_MANY_REQUESTS;
        boolean fault = entity.path("fault").asBoolean() || (status >= 500 && status <= 599);
        boolean error =
                entity.path("error").asBoolean() || (status >= 400 && status <= 499 && status != TOO_MANY_REQUESTS);
        return shared(new Outcome(error, throttle, fault));
    }

    public boolean isOk() {
        return !error && !throttle && !fault;
    }

    public Outcome or(Outcome other) {
        return new Outcome(error || other.error, throttle || other.throttle, fault || other.fault);
    }

    /** How X-Ray counts it: once, as the first of these that it is. */
    public Kind kind() {
        if (throttle) {
            return Kind.THROTTLE;
        }
        if (fault) {
            return Kind.FAULT;
        }
        return error ? Kind.ERROR : Kind.OK;
    }

    /** What an entity counts as. */
    public enum Kind {
        OK,
        ERROR,
        THROTTLE,
        FAULT
    }

    private static Outcome shared(Outcome outcome) {
        if (outcome.equals(OK)) {
            return OK;
        }
        if (outcome.equals(FAULT)) {
            return FAULT;
        }
        if (outcome.equals(ERROR)) {
            return ERROR;
        }
        return outcome.equals(THROTTLE) ? THROTTLE : outcome;
    }
}
