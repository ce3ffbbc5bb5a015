// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.gateway.decode.KinesisRecord;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.time.Deadline;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Keeps what is a tenant's that has no policy which can be used, until it has one: a queue of its own, from which the redrive
 * function sends again. Records are kept as they came, compressed, unredacted, as the stream keeps them. Nothing is
 * acknowledged before the queue has taken it; what it does not take in time is unfinished.
 *
 * <p>Without a queue, and where a record is larger than a message, what waits is unfinished.
 */
@Singleton
public class Holding {

    private static final Logger LOG = Logger.getLogger(Holding.class);

    private final QuarantineConfig config;
    private final MessageLimits limits;
    private final MessageSender sender;

    Holding(MessageQueue queue, QuarantineConfig config) {
        this.config = config;
        this.limits = MessageLimits.ofHeld(config);
        this.sender = new MessageSender(queue, config, limits);
    }

    /** Whether messages come from the queue that holds: there they stay. */
    public boolean isHeldIn(String queueName) {
        return config.heldQueue()
                .map(url -> url.substring(url.lastIndexOf('/') + 1))
                .filter(queueName::equals)
                .isPresent();
    }

    /**
     * Holds records.
     *
     * @param stream    whose stream it is: whose the block is, is found out again
     * @param documents of each record, by its position
     * @param why       why there is no policy
     */
    public QuarantineOutcome holdRecords(
            TenantId stream,
            String streamArn,
            List<KinesisRecord> records,
            Map<Integer, Integer> documents,
            String why,
            Deadline deadline)
            throws InterruptedException {
        List<Letter> letters = new ArrayList<>();
        List<Letter> tooLarge = new ArrayList<>();
        for (KinesisRecord record : records) {
            Letter letter = new Letter(
                    record.index(),
                    record.sequenceNumber(),
                    documents.getOrDefault(record.index(), 0),
                    record.sequenceNumber(),
                    () -> QuarantineMessage.held(stream, streamArn, record, why, limits.maxMessageBytes()));
            (QuarantineMessage.canHold(record, limits.maxMessageBytes()) ? letters : tooLarge).add(letter);
        }
        QuarantineOutcome outcome = hold(letters, deadline);
        return tooLarge.isEmpty() ? outcome : plus(outcome, QuarantineOutcome.of(tooLarge, tooLarge));
    }

    /**
     * Holds messages that came from another queue, as they are.
     *
     * @param bodies    by position of the message
     * @param documents of each message, by its position
     */
    public QuarantineOutcome holdMessages(
            Map<Integer, String> bodies, Map<Integer, Integer> documents, Deadline deadline)
            throws InterruptedException {
        List<Letter> letters = new ArrayList<>();
        bodies.forEach((index, body) -> letters.add(Letter.unchanged(index, documents.getOrDefault(index, 0), body)));
        return hold(letters, deadline);
    }

    private QuarantineOutcome hold(List<Letter> letters, Deadline deadline) throws InterruptedException {
        Optional<String> url = config.heldQueue();
        if (url.isEmpty() || letters.isEmpty()) {
            return QuarantineOutcome.of(letters, letters);
        }
        List<Letter> left = sender.send(url.get(), letters, deadline);
        if (!left.isEmpty()) {
            LOG.warnf("The held queue did not take messages in time, their records come again: count=%d", left.size());
        }
        return QuarantineOutcome.of(letters, left);
    }

    private static QuarantineOutcome plus(QuarantineOutcome held, QuarantineOutcome tooLarge) {
        LOG.errorf(
                "Records are larger than raygate.quarantine.max-held-message allows, and wait: count=%d",
                tooLarge.unfinishedRecords().size());
        Set<Integer> records = new TreeSet<>(held.unfinishedRecords());
        records.addAll(tooLarge.unfinishedRecords());
        return new QuarantineOutcome(held.kept(), 0, held.unfinished() + tooLarge.unfinished(), records);
    }
}
