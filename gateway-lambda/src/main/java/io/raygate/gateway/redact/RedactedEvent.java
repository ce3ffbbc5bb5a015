// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.validate.ValidDocument;
import java.util.List;
import java.util.Map;

/**
 * Documents and records without what must not leave: as many as came.
 *
 * @param quarantined refused documents, redacted too
 * @param unreadable  records that are no blocks, withheld where the policy says so
 * @param redacted    values that were taken out, changed or withheld, by {@link RedactionAction} or {@code WITHHOLD}
 */
public record RedactedEvent(
        List<ValidDocument> toSend,
        List<Quarantined> quarantined,
        List<UnreadableRecord> unreadable,
        Map<String, Integer> redacted) {

    public RedactedEvent {
        toSend = List.copyOf(toSend);
        quarantined = List.copyOf(quarantined);
        unreadable = List.copyOf(unreadable);
        redacted = Map.copyOf(redacted);
    }
}
