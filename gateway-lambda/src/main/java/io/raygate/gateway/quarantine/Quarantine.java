// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.time.Deadline;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Keeps refused documents and unreadable records in a queue. Nothing is acknowledged before the queue has taken it: what
 * it does not take in time is unfinished, and its records come again. If the process dies here, the event source mapping
 * sends the whole batch again, and what had been taken is in the queue twice.
 *
 * <p>Without a queue, what is refused is counted, named in one log line, and gone.
 */
@Singleton
public class Quarantine {

    private static final Logger LOG = Logger.getLogger(Quarantine.class);
    private static final int MAX_NAMED = 3;

    private final QuarantineConfig config;
    private final MessageLimits limits;
    private final MessageSender sender;
    private final LostLog lost = new LostLog();

    Quarantine(MessageQueue queue, QuarantineConfig config) {
        this.config = config;
        this.limits = MessageLimits.of(config);
        this.sender = new MessageSender(queue, config, limits);
    }

    /** Keeps what one invocation refused. */
    public QuarantineOutcome keep(
            TenantId tenant, List<Quarantined> documents, List<UnreadableRecord> records, Deadline deadline)
            throws InterruptedException {
        if (documents.isEmpty() && records.isEmpty()) {
            return QuarantineOutcome.NOTHING;
        }
        Optional<String> url = config.queue();
        if (url.isEmpty()) {
            logLost(tenant, documents, records, deadline.timing().nanoTime());
            return new QuarantineOutcome(0, documents.size(), 0, Set.of());
        }
        List<QuarantineMessage> messages = new ArrayList<>();
        documents.forEach(document -> messages.add(QuarantineMessage.of(tenant, document, 0, limits)));
        records.forEach(unreadable -> messages.add(QuarantineMessage.of(tenant, unreadable, limits)));
        return outcome(documents.size(), messages, sender.send(url.get(), messages, deadline));
    }

    private static QuarantineOutcome outcome(
            int documents, List<QuarantineMessage> messages, List<QuarantineMessage> left) {
        if (left.isEmpty()) {
            return new QuarantineOutcome(documents, 0, 0, Set.of());
        }
        LOG.warnf(
                "The quarantine queue did not take messages in time, their records come again: count=%d", left.size());
        Set<QuarantineMessage> waiting = Set.copyOf(left);
        int unfinished = (int) messages.subList(0, documents).stream()
                .filter(waiting::contains)
                .count();
        Set<Integer> records = left.stream().map(QuarantineMessage::recordIndex).collect(Collectors.toSet());
        return new QuarantineOutcome(documents - unfinished, 0, unfinished, records);
    }

    private void logLost(TenantId tenant, List<Quarantined> documents, List<UnreadableRecord> records, long nowNanos) {
        Stream<String> blocks = documents.stream().map(refused -> QuarantineMessage.blockId(refused.document()));
        Stream<String> sequenceNumbers = records.stream().map(UnreadableRecord::sequenceNumber);
        Stream<String> codes = Stream.concat(
                documents.stream().map(Quarantined::code), records.stream().map(UnreadableRecord::code));
        lost.note(
                        tenant.value(),
                        documents.size() + records.size(),
                        firstOf(codes),
                        firstOf(Stream.concat(blocks, sequenceNumbers)),
                        nowNanos)
                .ifPresent(LOG::warn);
    }

    private static List<String> firstOf(Stream<String> names) {
        return names.distinct().limit(MAX_NAMED).toList();
    }
}
