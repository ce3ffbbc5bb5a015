// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.rules;

import io.raygate.edge.sampling.rules.FairShare.Grant;
import io.raygate.edge.sampling.rules.StatisticsReport.SamplingStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The reservoirs of all rules. Bounded: a client more than {@code maxClients}, which count once for each rule they report
 * on, gets a quota of zero until others have gone; no client loses its quota to it. What a report costs does not
 * grow with the number of rules, nor, but for its logarithm, with that of clients. Thread-safe.
 */
final class Reservoirs {

    private final Map<String, FairShare> byRule = new HashMap<>();
    private final Duration interval;
    private final int nodes;
    private final int maxClients;
    private int clients;
    private long sweptAtSecond = Long.MIN_VALUE;

    /**
     * Reservoirs with no clients.
     *
     * @param nodes among which each reservoir is divided, rounded up
     */
    Reservoirs(Duration interval, int nodes, int maxClients) {
        this.interval = interval;
        this.nodes = nodes;
        this.maxClients = maxClients;
    }

    /** Takes note of a report and grants a quota. */
    synchronized Grant report(SamplingRule rule, SamplingStatistics statistics, Instant now) {
        FairShare share = byRule.computeIfAbsent(rule.name(), _ -> new FairShare(interval));
        if (!share.knows(statistics.clientId()) && isFull(now)) {
            return new Grant(OptionalInt.of(0), now.plus(interval).getEpochSecond());
        }
        int before = share.size();
        Grant grant = share.report(statistics.clientId(), statistics.demand(), ofThisNode(rule.reservoirSize()), now);
        clients += share.size() - before;
        return grant;
    }

    /** Forgets the rules that are gone. */
    synchronized void keepOnly(SamplingRules rules) {
        byRule.keySet().removeIf(name -> rules.find(name).isEmpty());
        count();
    }

    /** Clients, counted once for each rule. */
    synchronized int clients() {
        return clients;
    }

    private int ofThisNode(int reservoirSize) {
        return Math.ceilDiv(reservoirSize, nodes);
    }

    private boolean isFull(Instant now) {
        // Quotas expire with whole seconds.
        if (clients >= maxClients && now.getEpochSecond() != sweptAtSecond) {
            sweptAtSecond = now.getEpochSecond();
            byRule.values().forEach(share -> share.forgetExpired(now));
            count();
        }
        return clients >= maxClients;
    }

    private void count() {
        clients = byRule.values().stream().mapToInt(FairShare::size).sum();
    }
}
