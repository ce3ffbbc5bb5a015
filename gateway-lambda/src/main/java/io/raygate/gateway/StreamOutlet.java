// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import io.raygate.aws.Deadline;
import io.raygate.gateway.decode.KinesisRecord;
import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.observe.Metric;
import io.raygate.gateway.pipeline.Outlet;
import io.raygate.gateway.policy.NoPolicyException;
import io.raygate.gateway.quarantine.Holding;
import io.raygate.gateway.quarantine.Holding.HeldRecord;
import io.raygate.gateway.quarantine.Quarantine;
import io.raygate.gateway.quarantine.QuarantineOutcome;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.tenancy.TenantEvent;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** For records of a stream: refused documents go to quarantine, and records without a policy are held. */
@Singleton
class StreamOutlet implements Outlet {

    private final Quarantine quarantine;
    private final Holding holding;

    StreamOutlet(Quarantine quarantine, Holding holding) {
        this.quarantine = quarantine;
        this.holding = holding;
    }

    @Override
    public QuarantineOutcome keep(
            TenantEvent part, List<Quarantined> refused, List<UnreadableRecord> unreadable, Deadline deadline)
            throws InterruptedException {
        Map<Integer, String> sequenceNumbers = part.event().records().stream()
                .collect(Collectors.toMap(KinesisRecord::index, KinesisRecord::sequenceNumber));
        return quarantine.keep(part.event().tenant(), refused, unreadable, sequenceNumbers, deadline);
    }

    @Override
    public QuarantineOutcome hold(TenantEvent part, NoPolicyException why, Deadline deadline)
            throws InterruptedException {
        Map<Integer, Integer> documents = new HashMap<>();
        part.decoded().documents().forEach(received -> documents.merge(received.recordIndex(), 1, Integer::sum));
        List<HeldRecord> records = part.event().records().stream()
                .map(record -> HeldRecord.withoutPolicy(
                        record,
                        documents.getOrDefault(record.index(), 0),
                        why.lack().name()))
                .toList();
        return holding.holdRecords(part.event().streamArn(), records, deadline);
    }

    @Override
    public boolean holds(UnreadableRecord record) {
        return holding.holds(record);
    }

    @Override
    public QuarantineOutcome holdUnreadable(TenantEvent part, List<UnreadableRecord> records, Deadline deadline)
            throws InterruptedException {
        List<HeldRecord> held = records.stream().map(HeldRecord::unreadable).toList();
        return holding.holdRecords(part.event().streamArn(), held, deadline);
    }

    @Override
    public Metric keptAs() {
        return Metric.QUARANTINED;
    }
}
