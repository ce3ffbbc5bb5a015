// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import io.raygate.gateway.decode.TenantId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What became of an invocation: books for each tenant, and the records, or messages, that must come again. Not thread-safe. */
public final class Ledger {

    private final long startUnixMillis;
    private final Map<TenantId, InvocationBooks> books = new LinkedHashMap<>();
    private final Set<Integer> unfinished = new TreeSet<>();

    Ledger(long startUnixMillis) {
        this.startUnixMillis = startUnixMillis;
    }

    /** The books of a tenant. */
    public InvocationBooks of(TenantId tenant) {
        return books.computeIfAbsent(tenant, InvocationBooks::new);
    }

    /** One more reading of a policy that failed. */
    public void problem(TenantId tenant, String kind) {
        of(tenant).add(Metric.POLICY_PROBLEMS, Map.of(kind, 1));
    }

    /** These positions must come again. */
    public void unfinished(Collection<Integer> positions) {
        unfinished.addAll(positions);
    }

    /** Positions that must come again, ascending. */
    public Set<Integer> unfinished() {
        return Collections.unmodifiableSet(unfinished);
    }

    Collection<InvocationBooks> all() {
        return Collections.unmodifiableCollection(books.values());
    }

    long startUnixMillis() {
        return startUnixMillis;
    }
}
