// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import io.raygate.edge.observe.Ledger.Balance;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The accounts of one unit, documents or spans. Changed in place, so that nothing is allocated. Guarded by the ledger. */
@SuppressWarnings("EnumOrdinal") // positions in arrays that live as long as this process
final class Books {

    private final long[] rejected = new long[RejectReason.values().length];
    private final long[] dropped = new long[DropReason.values().length];
    private final Shed shed = new Shed();
    private long received;
    private long replayed;
    private long published;
    private long buffered;

    void accept(int count) {
        received += count;
        buffered += count;
    }

    void reject(RejectReason reason, int count) {
        received += count;
        rejected[reason.ordinal()] += count;
    }

    void refuse(DropReason reason, int count) {
        received += count;
        dropped[reason.ordinal()] += count;
    }

    void shed(DropReason reason, String namespace, int count) {
        refuse(reason, count);
        shed.add(namespace, reason, count);
    }

    void replay(int count) {
        replayed += count;
        buffered += count;
    }

    void publish(int count) {
        buffered -= count;
        published += count;
    }

    void drop(DropReason reason, int count) {
        buffered -= count;
        dropped[reason.ordinal()] += count;
    }

    Map<String, Map<DropReason, Long>> shedByNamespace() {
        return shed.copy();
    }

    Balance balance() {
        return new Balance(
                received,
                replayed,
                published,
                buffered,
                totals(RejectReason.values(), reason -> rejected[reason.ordinal()]),
                totals(DropReason.values(), reason -> dropped[reason.ordinal()]));
    }

    private static <R> Map<R, Long> totals(R[] reasons, Function<R, Long> total) {
        return Stream.of(reasons).collect(Collectors.toMap(reason -> reason, total));
    }

    /** What was shed, by namespace and reason. Counting allocates nothing for a namespace that is known. */
    static final class Shed {

        /** Each namespace is a time series for each reason; those beyond this many are counted together. */
        static final int MAX_NAMESPACES = 200;

        /** Not a name that Kubernetes allows. */
        static final String OTHERS = "(others)";

        private final Map<String, long[]> counts = new HashMap<>();

        void add(String namespace, DropReason reason, int count) {
            long[] known = counts.get(namespace);
            if (known == null) {
                String name = counts.size() < MAX_NAMESPACES ? namespace : OTHERS;
                known = counts.computeIfAbsent(name, _ -> new long[DropReason.values().length]);
            }
            known[reason.ordinal()] += count;
        }

        /** Only what is not zero. */
        Map<String, Map<DropReason, Long>> copy() {
            Map<String, Map<DropReason, Long>> copy = new HashMap<>();
            counts.forEach((namespace, byReason) -> {
                Map<DropReason, Long> reasons = new HashMap<>();
                for (DropReason reason : DropReason.values()) {
                    if (byReason[reason.ordinal()] > 0) {
                        reasons.put(reason, byReason[reason.ordinal()]);
                    }
                }
                copy.put(namespace, Map.copyOf(reasons));
            });
            return Map.copyOf(copy);
        }
    }
}
