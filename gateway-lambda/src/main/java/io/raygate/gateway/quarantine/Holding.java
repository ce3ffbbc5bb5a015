// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.aws.Deadline;
import io.raygate.gateway.decode.KinesisRecord;
import io.raygate.gateway.decode.UnreadableRecord;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Holds the records of a tenant without a usable policy until it has one, and blocks of another version until a gateway can
 * read them, in a queue of their own, from which the redrive function sends them. Records are held as they came, compressed
 * and unredacted, as the stream keeps them. Nothing is acknowledged before the queue has accepted it; what it does not accept
 * in time is unfinished.
 *
 * <p>Without a queue, and where a record is larger than a message, the record is unfinished.
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

    /** Whether this is the held queue, in which such messages stay. */
    public boolean isHeldIn(String queueName) {
        return config.heldQueue()
                .map(url -> url.substring(url.lastIndexOf('/') + 1))
                .filter(queueName::equals)
                .isPresent();
    }

    /**
     * Whether a record that this gateway cannot read is held for one that can. A record that does not fit in a message is not:
     * any writer of the stream could make many of them, and each would block the shard.
     */
    public boolean holds(UnreadableRecord unreadable) {
        return config.heldQueue().isPresent()
                && unreadable.reason().isOfVersion()
                && canHold(HeldRecord.unreadable(unreadable));
    }

    /**
     * Holds records.
     *
     * @param streamArn of the stream; the owner of each block is determined again when it is sent
     */
    public QuarantineOutcome holdRecords(String streamArn, List<HeldRecord> records, Deadline deadline)
            throws InterruptedException {
        List<Letter> letters = new ArrayList<>();
        List<Letter> tooLarge = new ArrayList<>();
        for (HeldRecord held : records) {
            Letter letter = new Letter(
                    held.record().index(),
                    held.record().sequenceNumber(),
                    held.documents(),
                    held.record().sequenceNumber(),
                    () -> QuarantineMessage.of(streamArn, held, limits.maxMessageBytes()));
            (canHold(held) ? letters : tooLarge).add(letter);
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

    private boolean canHold(HeldRecord held) {
        return QuarantineMessage.canHold(held.record(), limits.maxMessageBytes());
    }

    private QuarantineOutcome hold(List<Letter> letters, Deadline deadline) throws InterruptedException {
        Optional<String> url = config.heldQueue();
        if (url.isEmpty() || letters.isEmpty()) {
            return QuarantineOutcome.of(letters, letters);
        }
        return QuarantineOutcome.of(letters, sender.send(url.get(), letters, deadline));
    }

    private static QuarantineOutcome plus(QuarantineOutcome held, QuarantineOutcome tooLarge) {
        LOG.warnf(
                "Records are larger than raygate.quarantine.max-held-message allows, and wait: count=%d",
                tooLarge.unfinishedRecords().size());
        Set<Integer> records = new TreeSet<>(held.unfinishedRecords());
        records.addAll(tooLarge.unfinishedRecords());
        return new QuarantineOutcome(
                held.kept(), 0, held.unfinished() + tooLarge.unfinished(), tooLarge.unfinished(), records);
    }

    /**
     * A record to hold, as it came.
     *
     * @param documents in it; 0 where it is unreadable
     * @param code      finer than the reason
     */
    public record HeldRecord(KinesisRecord record, int documents, QuarantineReason reason, String code) {

        /** Of a tenant without policy. */
        public static HeldRecord withoutPolicy(KinesisRecord record, int documents, String code) {
            return new HeldRecord(record, documents, QuarantineReason.NO_POLICY, code);
        }

        /** For a gateway that can read it. */
        public static HeldRecord unreadable(UnreadableRecord unreadable) {
            KinesisRecord record =
                    new KinesisRecord(unreadable.recordIndex(), unreadable.sequenceNumber(), unreadable.data());
            return new HeldRecord(record, 0, QuarantineReason.UNREADABLE_BLOCK, unreadable.code());
        }
    }
}
