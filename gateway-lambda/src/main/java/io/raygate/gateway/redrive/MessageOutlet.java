// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redrive;

import io.raygate.aws.Deadline;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.observe.Metric;
import io.raygate.gateway.pipeline.Outlet;
import io.raygate.gateway.policy.NoPolicyException;
import io.raygate.gateway.quarantine.Holding;
import io.raygate.gateway.quarantine.Parking;
import io.raygate.gateway.quarantine.QuarantineOutcome;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.redrive.SqsEventReader.SqsMessage;
import io.raygate.gateway.tenancy.TenantEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * For messages of a queue: documents that are refused again are parked. Messages that still have no policy, or are of another
 * version, move to the held queue or stay in it; they are never parked for that.
 *
 * @param attempts by position of the message
 */
record MessageOutlet(Parking parking, Holding holding, List<SqsMessage> messages, Map<Integer, Integer> attempts)
        implements Outlet {

    @Override
    public QuarantineOutcome keep(
            TenantEvent part, List<Quarantined> refused, List<UnreadableRecord> unreadable, Deadline deadline)
            throws InterruptedException {
        return parking.park(part.event().tenant(), refused, unreadable, attempts, deadline);
    }

    @Override
    public QuarantineOutcome hold(TenantEvent part, NoPolicyException why, Deadline deadline)
            throws InterruptedException {
        return hold(part.recordIndexes(), documents(part), deadline);
    }

    @Override
    public boolean holds(UnreadableRecord record) {
        return holding.holds(record);
    }

    @Override
    public QuarantineOutcome holdUnreadable(TenantEvent part, List<UnreadableRecord> records, Deadline deadline)
            throws InterruptedException {
        Set<Integer> indexes =
                records.stream().map(UnreadableRecord::recordIndex).collect(Collectors.toSet());
        return hold(indexes, Map.of(), deadline);
    }

    private static Map<Integer, Integer> documents(TenantEvent part) {
        Map<Integer, Integer> documents = new HashMap<>();
        for (ReceivedDocument received : part.decoded().documents()) {
            documents.merge(received.recordIndex(), 1, Integer::sum);
        }
        return documents;
    }

    private QuarantineOutcome hold(Set<Integer> indexes, Map<Integer, Integer> documents, Deadline deadline)
            throws InterruptedException {
        Map<Integer, String> moving = new HashMap<>();
        Set<Integer> staying = new HashSet<>();
        for (int index : indexes) {
            if (holding.isHeldIn(messages.get(index).queue())) {
                staying.add(index);
            } else {
                moving.put(index, messages.get(index).body());
            }
        }
        int stay = staying.stream()
                .mapToInt(index -> documents.getOrDefault(index, 0))
                .sum();
        QuarantineOutcome moved = holding.holdMessages(moving, documents, deadline);
        staying.addAll(moved.unfinishedRecords());
        return new QuarantineOutcome(moved.kept(), 0, stay + moved.unfinished(), staying);
    }

    @Override
    public Metric keptAs() {
        return Metric.PARKED;
    }
}
