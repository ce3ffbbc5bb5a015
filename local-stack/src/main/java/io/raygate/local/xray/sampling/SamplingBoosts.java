// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.sampling;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Raises the rate of a rule for a while when a service reports anomalies: to twice the fixed rate, after three reports by a
 * third more with each report, at most to the rule's maximum. That is what the service was seen to grant; its model is not
 * known. After a boost the rule cools down. One entry for each rule and service, bounded; thread-safe.
 */
final class SamplingBoosts {

    /** A boost ends where no report comes for two intervals. */
    static final Duration TTL = Duration.ofSeconds(20);

    private static final int STEADY_REPORTS = 3;
    private static final double FIRST_FACTOR = 2;
    private static final double GROWTH = 1.3;
    private static final double LEAST_ANOMALIES = 0.05;
    private static final int MAX_BOOSTS = 1_000;

    private final Map<Key, State> states = new HashMap<>();

    private record Key(String rule, String service) {}

    /**
     * A boost that runs or has run.
     *
     * @param reports with anomalies, one after the other
     * @param end     when it ends without a report
     */
    private record State(int reports, double rate, Instant end) {}

    /** A rate that is granted for a while. */
    record Boost(double rate, Instant end) {}

    /**
     * What a service did by a rule.
     *
     * @param total     requests that matched the rule
     * @param anomalies of these
     */
    record Report(String rule, String service, long total, long anomalies) {

        private boolean isAnomalous() {
            return total > 0 && anomalies >= total * LEAST_ANOMALIES;
        }
    }

    /** Empty where the service reports no anomalies, or the rule cools down. */
    synchronized Optional<Boost> report(Report report, Terms terms, Instant now) {
        Key key = new Key(report.rule, report.service);
        State before = states.get(key);
        boolean isRunning = before != null && !before.end.isBefore(now);
        boolean isCooling = before != null && !isRunning && now.isBefore(before.end.plus(terms.cooldown));
        if (!report.isAnomalous() || isCooling || (before == null && states.size() >= MAX_BOOSTS)) {
            return Optional.empty();
        }
        int reports = before != null && isRunning ? before.reports + 1 : 1;
        double steady = terms.fixedRate * FIRST_FACTOR;
        double wanted = before == null || reports <= STEADY_REPORTS ? steady : before.rate * GROWTH;
        State state = new State(reports, Math.min(wanted, terms.maxRate), now.plus(TTL));
        states.put(key, state);
        return Optional.of(new Boost(state.rate, state.end));
    }

    /**
     * What a rule says of boosts.
     *
     * @param cooldown from the end of a boost to the next one
     */
    record Terms(double fixedRate, double maxRate, Duration cooldown) {}

    /** Ends the boosts of a rule. */
    synchronized void forget(String rule) {
        states.keySet().removeIf(key -> key.rule.equals(rule));
    }
}
