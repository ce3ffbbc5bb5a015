// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.aws.Deadline;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.decode.UnreadableRecord;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Parks documents that fail again when they are sent from quarantine. They never go back there, but to a queue of their own,
 * for a person to inspect; without that queue they are counted, logged as an error, and not kept.
 */
@Singleton
public class Parking {

    private static final Logger LOG = Logger.getLogger(Parking.class);
    private static final int MAX_NAMED = 3;

    private final QuarantineConfig config;
    private final MessageLimits limits;
    private final MessageSender sender;

    Parking(MessageQueue queue, QuarantineConfig config) {
        this.config = config;
        this.limits = MessageLimits.of(config);
        this.sender = new MessageSender(queue, config, limits);
    }

    /**
     * Parks documents that were refused again, and records that still cannot be read.
     *
     * @param attempts how often each was sent from quarantine, this time included, by position of the message
     */
    public QuarantineOutcome park(
            TenantId tenant,
            List<Quarantined> documents,
            List<UnreadableRecord> records,
            Map<Integer, Integer> attempts,
            Deadline deadline)
            throws InterruptedException {
        List<Letter> letters = new ArrayList<>();
        records.forEach(unreadable -> letters.add(Letter.of(tenant, unreadable, "", limits)));
        for (Quarantined refused : documents) {
            int count = attempts.getOrDefault(refused.document().recordIndex(), 1);
            letters.add(Letter.of(tenant, refused, "", count, limits));
        }
        return park(letters, deadline);
    }

    /**
     * Parks messages that cannot be sent, as they are.
     *
     * @param bodies by position of the message
     */
    public QuarantineOutcome parkMessages(Map<Integer, String> bodies, Deadline deadline) throws InterruptedException {
        List<Letter> letters = new ArrayList<>();
        bodies.forEach((index, body) -> letters.add(Letter.unchanged(index, 1, body)));
        return park(letters, deadline);
    }

    private QuarantineOutcome park(List<Letter> letters, Deadline deadline) throws InterruptedException {
        if (letters.isEmpty()) {
            return QuarantineOutcome.NOTHING;
        }
        Optional<String> url = config.parkedQueue();
        if (url.isEmpty()) {
            LOG.warnf(
                    "Refused again from quarantine, and there is no parked queue: count=%d, blocks=%s",
                    letters.size(),
                    letters.stream()
                            .map(Letter::blockId)
                            .distinct()
                            .limit(MAX_NAMED)
                            .toList());
            return new QuarantineOutcome(
                    0, letters.stream().mapToInt(Letter::documents).sum(), 0, Set.of());
        }
        return QuarantineOutcome.of(letters, sender.send(url.get(), letters, deadline));
    }
}
