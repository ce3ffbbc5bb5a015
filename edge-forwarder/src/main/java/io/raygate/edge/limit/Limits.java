// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import io.raygate.block.Workload;
import io.raygate.edge.observe.DropReason;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A policy at work: its buckets, shared by all receiving threads. Buckets are full at the start, also after the policy
 * was reloaded. A document is thinned first, and then takes a token of its rule and one of the node; a document refused
 * by the node has used its rule's token. Thread-safe.
 */
final class Limits {

    /** Beyond this many, senders of a rule share one: a node has far fewer workloads. */
    private static final int MAX_BUCKETS = 10_000;

    private final LimitPolicy policy;
    private final @Nullable TokenBucket node;
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

    Limits(LimitPolicy policy, long nowNanos) {
        this.policy = policy;
        this.node = policy.node().map(rate -> rate.bucket(nowNanos)).orElse(null);
    }

    LimitPolicy policy() {
        return policy;
    }

    /** What counts for a sender: to be found once and asked for each of its documents. */
    Account account(Workload sender, long nowNanos) {
        OptionalInt position = policy.ruleFor(sender);
        if (position.isEmpty()) {
            return new Account(sender.namespace(), position, 1, null, node);
        }
        LimitRule rule = policy.rules().get(position.getAsInt());
        Optional<TokenBucket> bucket =
                rule.rate().map(rate -> bucket(position.getAsInt() + ":" + rule.bucketOf(sender), rate, nowNanos));
        return new Account(sender.namespace(), position, rule.keepTraces(), bucket.orElse(null), node);
    }

    private TokenBucket bucket(String name, LimitRule.Rate rate, long nowNanos) {
        String bounded =
                buckets.size() < MAX_BUCKETS || buckets.containsKey(name) ? name : name.substring(0, name.indexOf(':'));
        return buckets.computeIfAbsent(bounded, _ -> rate.bucket(nowNanos));
    }

    /**
     * The limits of one sender. Asking costs one pass over the document up to its trace id where traces are thinned, and
     * some 20 ns for the tokens; it allocates nothing.
     */
    record Account(
            String namespace,
            OptionalInt rule,
            double keepTraces,
            @Nullable TokenBucket bucket,
            @Nullable TokenBucket node) {

        /** Whether documents are told apart by their trace. */
        boolean isThinning() {
            return keepTraces < 1;
        }

        /** Whether nothing is ever refused. */
        boolean isWithoutLimit() {
            return !isThinning() && bucket == null && node == null;
        }

        Verdict check(ByteBuffer document, long nowNanos) {
            return check(isThinning() ? TraceHash.of(document) : TraceHash.NONE, nowNanos);
        }

        /** @param traceHash of the document's trace where traces are thinned */
        Verdict check(long traceHash, long nowNanos) {
            if (isThinning() && !isKept(traceHash)) {
                return Verdict.THINNED;
            }
            if (bucket != null && !bucket.tryTake(nowNanos)) {
                return Verdict.RATE_LIMITED;
            }
            return node != null && !node.tryTake(nowNanos) ? Verdict.NODE_RATE_LIMITED : Verdict.KEPT;
        }

        /** A document of no known trace is never thinned. */
        private boolean isKept(long hash) {
            return hash == TraceHash.NONE || TraceHash.share(hash) < keepTraces;
        }
    }

    /** What the limits say of a document. */
    enum Verdict {
        KEPT,
        /** Its trace is not among those that are kept. */
        THINNED,
        /** Its namespace or workload has used up its tokens. */
        RATE_LIMITED,
        /** All senders of this node together have used up theirs. */
        NODE_RATE_LIMITED;

        /** Why it is shed. */
        DropReason reason() {
            return switch (this) {
                case KEPT -> throw new IllegalStateException("it is not shed");
                case THINNED -> DropReason.THINNED;
                case RATE_LIMITED -> DropReason.RATE_LIMITED;
                case NODE_RATE_LIMITED -> DropReason.NODE_RATE_LIMITED;
            };
        }
    }
}
