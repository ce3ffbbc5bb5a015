// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.aws.Deadline;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.decode.UnreadableRecord;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Keeps refused documents and unreadable records in a queue. Nothing is acknowledged before the queue has accepted it: what
 * it does not accept in time is unfinished, and its records come again. If the process dies here, the event source mapping
 * sends the whole batch again, and what had been taken is in the queue twice.
 *
 * <p>Without a queue, refused documents are counted, named in one log line, and not kept.
 */
@Singleton
public class Quarantine {

    private static final Logger LOG = Logger.getLogger(Quarantine.class);
    private static final int MAX_NAMED = 3;

    private final QuarantineConfig config;
    private final MessageLimits limits;
    private final MessageSender sender;

    Quarantine(MessageQueue queue, QuarantineConfig config) {
        this.config = config;
        this.limits = MessageLimits.of(config);
        this.sender = new MessageSender(queue, config, limits);
    }

    /**
     * Keeps what one invocation refused.
     *
     * @param sequenceNumbers of the records, by their position
     */
    public QuarantineOutcome keep(
            TenantId tenant,
            List<Quarantined> documents,
            List<UnreadableRecord> records,
            Map<Integer, String> sequenceNumbers,
            Deadline deadline)
            throws InterruptedException {
        if (documents.isEmpty() && records.isEmpty()) {
            return QuarantineOutcome.NOTHING;
        }
        Optional<String> url = config.queue();
        if (url.isEmpty()) {
            logLost(tenant, documents, records);
            return new QuarantineOutcome(0, documents.size(), 0, Set.of());
        }
        List<Letter> letters = letters(tenant, documents, records, sequenceNumbers);
        return QuarantineOutcome.of(letters, sender.send(url.get(), letters, deadline));
    }

    /** In the order of their records, so that what is done in one invocation is done to the first ones. */
    private List<Letter> letters(
            TenantId tenant,
            List<Quarantined> documents,
            List<UnreadableRecord> records,
            Map<Integer, String> sequenceNumbers) {
        List<Letter> letters = new ArrayList<>();
        for (Quarantined refused : documents) {
            String record = sequenceNumbers.getOrDefault(refused.document().recordIndex(), "");
            letters.add(Letter.of(tenant, refused, record, 0, limits));
        }
        records.forEach(unreadable -> letters.add(Letter.of(tenant, unreadable, unreadable.sequenceNumber(), limits)));
        letters.sort(Comparator.comparingInt(Letter::recordIndex));
        return letters;
    }

    private static void logLost(TenantId tenant, List<Quarantined> documents, List<UnreadableRecord> records) {
        Stream<String> blocks = documents.stream().map(refused -> QuarantineMessage.blockId(refused.document()));
        Stream<String> sequenceNumbers = records.stream().map(UnreadableRecord::sequenceNumber);
        Stream<String> codes = Stream.concat(
                documents.stream().map(Quarantined::code), records.stream().map(UnreadableRecord::code));
        LOG.warnf(
                "Rejected, and there is no quarantine queue: count=%d, tenant=%s, reasons=%s, blocks=%s",
                documents.size() + records.size(),
                tenant.value(),
                firstOf(codes),
                firstOf(Stream.concat(blocks, sequenceNumbers)));
    }

    private static List<String> firstOf(Stream<String> names) {
        return names.distinct().limit(MAX_NAMED).toList();
    }
}
