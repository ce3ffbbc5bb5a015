// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import java.util.HashMap;
import java.util.Map;

/** What was shed, by namespace and reason. Counting allocates nothing for a namespace that is known. Not thread-safe. */
@SuppressWarnings("EnumOrdinal") // positions in arrays that live as long as this process
final class ShedDocuments {

    /** Each namespace is a time series for each reason; those beyond this many are counted together. */
    static final int MAX_NAMESPACES = 200;

    /** Not a name that Kubernetes allows. */
    static final String OTHERS = "(others)";

    private final Map<String, long[]> counts = new HashMap<>();

    void add(String namespace, DropReason reason) {
        long[] known = counts.get(namespace);
        if (known == null) {
            String name = counts.size() < MAX_NAMESPACES ? namespace : OTHERS;
            known = counts.computeIfAbsent(name, _ -> new long[DropReason.values().length]);
        }
        known[reason.ordinal()]++;
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
