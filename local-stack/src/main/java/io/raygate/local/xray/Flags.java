// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

import com.fasterxml.jackson.databind.JsonNode;

/** The three flags of a segment or subsegment, as they were sent: X-Ray does not work them out from the status. */
record Flags(boolean error, boolean throttle, boolean fault) {

    static final Flags OK = new Flags(false, false, false);

    static Flags of(JsonNode entity) {
        return new Flags(
                entity.path("error").asBoolean(),
                entity.path("throttle").asBoolean(),
                entity.path("fault").asBoolean());
    }

    Flags or(Flags other) {
        return new Flags(error || other.error, throttle || other.throttle, fault || other.fault);
    }
}
