// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.time.Deadline;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The end of the line for what fails again when it is sent from quarantine: it never goes back there. It is parked in a
 * queue of its own, for a person; without one it is counted, logged as an error, and gone.
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
     * Parks documents that were refused again.
     *
     * @param attempts how often each was sent from quarantine, this time included, by position of the message
     */
    public QuarantineOutcome parkDocuments(
            TenantId tenant, List<Quarantined> documents, Map<Integer, Integer> attempts, Deadline deadline)
            throws InterruptedException {
        List<QuarantineMessage> messages = new ArrayList<>();
        for (Quarantined refused : documents) {
            int count = attempts.getOrDefault(refused.document().recordIndex(), 1);
            messages.add(QuarantineMessage.of(tenant, refused, count, limits));
        }
        return park(messages, deadline);
    }

    /**
     * Parks messages that cannot be sent, as they are.
     *
     * @param bodies by position of the message
     */
    public QuarantineOutcome parkMessages(Map<Integer, String> bodies, Deadline deadline) throws InterruptedException {
        List<QuarantineMessage> messages = new ArrayList<>();
        bodies.forEach((index, body) -> messages.add(QuarantineMessage.unchanged(index, "message " + index, body)));
        return park(messages, deadline);
    }

    private QuarantineOutcome park(List<QuarantineMessage> messages, Deadline deadline) throws InterruptedException {
        if (messages.isEmpty()) {
            return QuarantineOutcome.NOTHING;
        }
        Optional<String> url = config.parkedQueue();
        if (url.isEmpty()) {
            LOG.errorf(
                    "Refused again from quarantine, and there is no parked queue: count=%d, blocks=%s",
                    messages.size(),
                    messages.stream()
                            .map(QuarantineMessage::blockId)
                            .distinct()
                            .limit(MAX_NAMED)
                            .toList());
            return new QuarantineOutcome(0, messages.size(), 0, Set.of());
        }
        List<QuarantineMessage> left = sender.send(url.get(), messages, deadline);
        Set<Integer> unfinished =
                left.stream().map(QuarantineMessage::recordIndex).collect(Collectors.toSet());
        return new QuarantineOutcome(messages.size() - left.size(), 0, left.size(), unfinished);
    }
}
