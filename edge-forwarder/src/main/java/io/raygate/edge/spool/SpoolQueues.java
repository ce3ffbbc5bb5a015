// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.edge.observe.Ledger;
import io.raygate.edge.spool.BlockSpool.SpoolUsage;
import io.raygate.edge.spool.SpoolFile.StoredBlock;
import io.raygate.edge.tenant.Tenant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The queues of a spool, one for each tenant, in the room that they share. Where it is full, the queue that takes most of it
 * gives way: one that takes no more than an equal share loses nothing, and a single busy one may take what others leave. No
 * I/O, no lock.
 */
final class SpoolQueues {

    private final Ledger ledger;
    private final Collection<Tenant> served;
    private final Map<Tenant, SpoolQueue> queues = new HashMap<>();
    private final SpoolTotals totals = new SpoolTotals();

    /** @param served tenants whose blocks somebody publishes; those of others stay */
    SpoolQueues(Ledger ledger, Collection<Tenant> served) {
        this.ledger = ledger;
        this.served = List.copyOf(served);
        served.forEach(this::of);
    }

    SpoolQueue of(Tenant tenant) {
        return queues.computeIfAbsent(tenant, _ -> new SpoolQueue(tenant, ledger.of(tenant), totals));
    }

    SpoolTotals totals() {
        return totals;
    }

    /** Whether anything is left that somebody publishes. */
    boolean hold() {
        return served.stream().map(tenant -> of(tenant).usage()).anyMatch(SpoolUsage::isHolding);
    }

    /** Puts files before everything else of their tenants, and in the books. */
    void replay(List<StoredBlock> files) {
        Map<Tenant, List<StoredBlock>> byTenant = new LinkedHashMap<>();
        files.forEach(file ->
                byTenant.computeIfAbsent(file.tenant(), _ -> new ArrayList<>()).add(file));
        byTenant.forEach((tenant, found) -> {
            SpoolQueue queue = of(tenant);
            found.forEach(file -> queue.books().replay(file.contents()));
            queue.addOldest(found);
        });
    }

    /** What each tenant that nobody publishes for has left. */
    Map<Tenant, SpoolUsage> left() {
        Map<Tenant, SpoolUsage> left = new HashMap<>();
        queues.forEach((tenant, queue) -> {
            if (!served.contains(tenant) && queue.usage().isHolding()) {
                left.put(tenant, queue.usage());
            }
        });
        return left;
    }

    /** The oldest in memory of the queue with most there. */
    Optional<SpoolEntry> nextToLeaveMemory() {
        return fullest(SpoolUsage::memoryBytes, SpoolQueue::oldestInMemory);
    }

    /** The oldest on disk of the queue with most there. */
    Optional<SpoolEntry> nextToLeaveDisk() {
        return fullest(SpoolUsage::diskBytes, SpoolQueue::oldestOnDisk);
    }

    private Optional<SpoolEntry> fullest(ToLongFunction<SpoolUsage> bytes, Oldest oldest) {
        Comparator<SpoolQueue> byBytes = Comparator.comparingLong(queue -> bytes.applyAsLong(queue.usage()));
        return queues.values().stream()
                .sorted(byBytes.reversed())
                .flatMap(queue -> oldest.of(queue).stream())
                .findFirst();
    }

    private interface Oldest {

        Optional<SpoolEntry> of(SpoolQueue queue);
    }
}
