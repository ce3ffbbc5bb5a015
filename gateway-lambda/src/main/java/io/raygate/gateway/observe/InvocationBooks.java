// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import io.raygate.gateway.decode.DecodedEvent;
import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.prepare.PreparedEvent;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.submit.Submission;
import io.raygate.gateway.validate.ValidatedEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of everything that one invocation was given:
 * {@code documents + splitOff = delivered + rejected + unfinished}. Unfinished documents come again and are counted
 * again.
 *
 * @param splitOff documents more than came, since one was too large or was an array of several
 * @param repaired documents that X-Ray takes only since they were repaired
 * @param repairs  how often each kind of repair was made
 * @param rejected documents by reason: validation's reason codes, and X-Ray's with the prefix {@code XRAY_}
 * @param unreadable records by reason
 */
public record InvocationBooks(
        TenantId tenant,
        int records,
        int documents,
        int splitOff,
        int repaired,
        int delivered,
        int unfinished,
        int retries,
        Map<String, Integer> repairs,
        Map<String, Integer> rejected,
        Map<String, Integer> unreadable) {

    public InvocationBooks {
        repairs = Map.copyOf(repairs);
        rejected = Map.copyOf(rejected);
        unreadable = Map.copyOf(unreadable);
    }

    /** The books of an invocation whose stages are over. */
    public static InvocationBooks of(
            KinesisEvent event, DecodedEvent decoded, PreparedEvent prepared, Submission submission) {
        ValidatedEvent validated = prepared.validated();
        Map<String, Integer> rejected = new HashMap<>();
        for (Quarantined document : prepared.quarantined()) {
            rejected.merge(document.code(), 1, Integer::sum);
        }
        submission.refused().forEach((code, count) -> rejected.merge("XRAY_" + code, count, Integer::sum));
        Map<String, Integer> unreadable = new HashMap<>();
        for (UnreadableRecord record : decoded.unreadable()) {
            unreadable.merge(record.code(), 1, Integer::sum);
        }
        return new InvocationBooks(
                event.tenant(),
                event.records().size(),
                decoded.documents().size(),
                validated.splitOff(),
                validated.repaired(),
                submission.delivered(),
                submission.unfinished(),
                submission.retries(),
                validated.repairs(),
                rejected,
                unreadable);
    }

    /** Rejected documents of all reasons. */
    public int rejectedTotal() {
        return rejected.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Unreadable records of all reasons. */
    public int unreadableTotal() {
        return unreadable.values().stream().mapToInt(Integer::intValue).sum();
    }
}
