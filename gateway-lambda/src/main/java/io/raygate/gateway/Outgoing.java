// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.submit.Destination;
import java.util.List;

/**
 * What is to leave the gateway for one tenant.
 *
 * @param toSend     for X-Ray
 * @param refused    not for X-Ray
 * @param unreadable records that hold no documents
 */
record Outgoing(
        Destination destination,
        List<ReceivedDocument> toSend,
        List<Quarantined> refused,
        List<UnreadableRecord> unreadable) {

    Outgoing {
        toSend = List.copyOf(toSend);
        refused = List.copyOf(refused);
        unreadable = List.copyOf(unreadable);
    }
}
