// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.prepare;

import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.enrich.EnrichedEvent;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.redact.RedactedEvent;
import io.raygate.gateway.submit.Destination;
import io.raygate.gateway.validate.ValidatedEvent;
import java.util.List;
import java.util.Map;

/**
 * Documents as they are to be sent, and what each stage has done to them.
 *
 * @param policyProblems readings of policies that failed, by kind
 */
public record PreparedEvent(
        Destination destination,
        ValidatedEvent validated,
        RedactedEvent redacted,
        EnrichedEvent enriched,
        Map<String, Integer> policyProblems) {

    public PreparedEvent {
        policyProblems = Map.copyOf(policyProblems);
    }

    /** The documents for X-Ray. */
    public List<ReceivedDocument> toSend() {
        return enriched.toSend();
    }

    /** Records that hold no documents, withheld where the policy says so. */
    public List<UnreadableRecord> unreadable() {
        return redacted.unreadable();
    }

    /** Those that are not for X-Ray, redacted. */
    public List<Quarantined> quarantined() {
        return redacted.quarantined();
    }
}
