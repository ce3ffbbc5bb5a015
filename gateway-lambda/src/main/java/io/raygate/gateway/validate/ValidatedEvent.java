// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.validate;

import io.raygate.gateway.quarantine.Quarantined;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The documents to send, and what became of the others:
 * {@code received + splitOff = toSend + quarantined}.
 *
 * @param toSend   accepted and repaired documents
 * @param splitOff documents more than were received, since one was too large or was an array of several
 * @param repaired received documents that were repaired
 * @param repairs  how often each kind of repair was made
 * @param suspiciousTimes documents to send with times that cannot be, by kind of suspicion
 * @param quarantined refused documents
 */
public record ValidatedEvent(
        List<ValidDocument> toSend,
        int splitOff,
        int repaired,
        Map<String, Integer> repairs,
        Map<String, Integer> suspiciousTimes,
        List<Quarantined> quarantined) {

    /** Of documents that are refused unseen. */
    public static ValidatedEvent refused(List<Quarantined> quarantined) {
        return new ValidatedEvent(List.of(), 0, 0, Map.of(), Map.of(), quarantined);
    }

    public ValidatedEvent {
        toSend = List.copyOf(toSend);
        repairs = Map.copyOf(repairs);
        suspiciousTimes = Map.copyOf(suspiciousTimes);
        quarantined = List.copyOf(quarantined);
    }

    /** Refused documents by code. */
    public Map<String, Integer> rejected() {
        Map<String, Integer> counts = new HashMap<>();
        quarantined.forEach(refused -> counts.merge(refused.code(), 1, Integer::sum));
        return counts;
    }
}
