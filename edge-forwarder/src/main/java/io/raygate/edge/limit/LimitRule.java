// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import io.raygate.block.Workload;
import io.raygate.contract.read.Node;
import java.util.Optional;
import java.util.Set;

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

    static LimitRule read(Node entry) {
        entry.only(Set.of("namespace", "workload", "keepTraces", Rate.PER_SECOND, Rate.BURST));
        String namespace = entry.required("namespace", "write a namespace, * for each, or \"\" for unknown senders")
                .written();
        Optional<String> workload = entry.member("workload").map(Node::written);
        Optional<Rate> rate = Rate.read(entry);
        Optional<Double> keepTraces = entry.member("keepTraces").map(share -> share.numberAsWritten(0, 1));
        if (rate.isEmpty() && keepTraces.isEmpty()) {
            throw entry.invalid("limits nothing; write segmentsPerSecondPerNode, keepTraces or both");
        }
        return new LimitRule(namespace, workload, rate, keepTraces.orElse(1.0));
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

        static final String PER_SECOND = "segmentsPerSecondPerNode";
        static final String BURST = "burstSegments";

        private static final double MAX_PER_SECOND = 1_000_000;

        /** By default a burst is what comes in a second. */
        static Optional<Rate> read(Node entry) {
            Optional<Node> burst = entry.member(BURST);
            if (burst.isPresent() && entry.member(PER_SECOND).isEmpty()) {
                throw burst.get().invalid("means nothing without " + PER_SECOND + "; write both");
            }
            return entry.member(PER_SECOND)
                    .map(rate -> rate.numberAsWritten(0.001, MAX_PER_SECOND))
                    .map(perSecond -> new Rate(
                            perSecond,
                            burst.map(number -> number.numberAsWritten(1, MAX_PER_SECOND * 60))
                                    .orElse(Math.max(1, perSecond))));
        }

        TokenBucket bucket(long nowNanos) {
            return new TokenBucket(perSecond, burst, nowNanos);
        }
    }
}
