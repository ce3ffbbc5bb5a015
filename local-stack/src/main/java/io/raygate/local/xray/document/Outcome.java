// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.JsonNode;

/** The three flags of a segment or subsegment, as they were sent: X-Ray does not work them out from the status. */
public record Outcome(boolean error, boolean throttle, boolean fault) {

    public static final Outcome OK = new Outcome(false, false, false);

    public static Outcome of(JsonNode entity) {
        return new Outcome(
                entity.path("error").asBoolean(),
                entity.path("throttle").asBoolean(),
                entity.path("fault").asBoolean());
    }

    public Outcome or(Outcome other) {
        return new Outcome(error || other.error, throttle || other.throttle, fault || other.fault);
    }
}
