// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.validate.ValidDocument;
import java.util.List;
import java.util.Map;

/**
 * Documents without what must not leave: as many as came.
 *
 * @param quarantined refused documents, redacted too
 * @param redacted    values that were taken out or changed, by {@link RedactionAction}
 */
public record RedactedEvent(List<ValidDocument> toSend, List<Quarantined> quarantined, Map<String, Integer> redacted) {

    public RedactedEvent {
        toSend = List.copyOf(toSend);
        quarantined = List.copyOf(quarantined);
        redacted = Map.copyOf(redacted);
    }
}
