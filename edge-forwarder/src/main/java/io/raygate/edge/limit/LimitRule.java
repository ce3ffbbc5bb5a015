// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import io.raygate.block.Workload;
import io.raygate.edge.reload.YamlObject;
import java.util.Optional;

/**
 * What is taken of some senders.
 *
 * @param namespace  {@code *} for every namespace, each with a bucket of its own; empty for senders without a workload
 * @param workload   {@code *} for every workload, each with a bucket of its own; absent for a namespace as a whole
 * @param rate       absent where documents are not counted
 * @param keepTraces share of traces that is kept, 0 to 1
 */
record LimitRule(String namespace, Optional<String> workload, Optional<Rate> rate, double keepTraces) {

    static final String ANY = "*";

    static LimitRule read(YamlObject entry) {
        String namespace = entry.text("namespace")
                .orElseThrow(() -> new IllegalArgumentException(entry.path()
                        + ".namespace: is missing; write a namespace, * for each, or \"\" for unknown senders"));
        Optional<String> workload = entry.text("workload");
        Optional<Rate> rate = Rate.read(entry);
        var keepTraces = entry.number("keepTraces", 0, 1);
        entry.refuseOtherKeys();
        if (rate.isEmpty() && keepTraces.isEmpty()) {
            throw new IllegalArgumentException(
                    entry.path() + ": limits nothing; write segmentsPerSecondPerNode, keepTraces or both");
        }
        return new LimitRule(namespace, workload, rate, keepTraces.orElse(1));
    }

    boolean matches(Workload sender) {
        return (namespace.equals(ANY) || namespace.equals(sender.namespace()))
                && workload.map(name -> name.equals(ANY) || name.equals(sender.name()))
                        .orElse(true);
    }

    /** True where it matches whatever another one matches. */
    boolean covers(LimitRule other) {
        if (!namespace.equals(ANY) && !namespace.equals(other.namespace)) {
            return false;
        }
        if (workload.isEmpty() || workload.equals(other.workload)) {
            return true;
        }
        return other.workload.isPresent() && workload.get().equals(ANY);
    }

    /** Senders with the same text share a bucket. */
    String bucketOf(Workload sender) {
        return workload.isPresent() ? sender.namespace() + '/' + sender.name() : sender.namespace();
    }

    /**
     * @param perSecond documents
     * @param burst     documents that may come at once after a quiet time
     */
    record Rate(double perSecond, double burst) {

        private static final double MAX_PER_SECOND = 1_000_000;

        /** By default a burst is what comes in a second. */
        static Optional<Rate> read(YamlObject entry) {
            var perSecond = entry.number("segmentsPerSecondPerNode", 0.001, MAX_PER_SECOND);
            var burst = entry.number("burstSegments", 1, MAX_PER_SECOND * 60);
            if (perSecond.isEmpty() && burst.isPresent()) {
                throw new IllegalArgumentException((entry.path().isEmpty() ? "" : entry.path() + '.')
                        + "burstSegments: means nothing without segmentsPerSecondPerNode; write both");
            }
            return perSecond.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Rate(perSecond.getAsDouble(), burst.orElse(Math.max(1, perSecond.getAsDouble()))));
        }

        TokenBucket bucket(long nowNanos) {
            return new TokenBucket(perSecond, burst, nowNanos);
        }
    }
}
