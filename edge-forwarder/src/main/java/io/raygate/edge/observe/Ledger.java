// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import io.raygate.edge.tenant.Tenant;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The books of this process, in documents and in OpenTelemetry spans; a segment document holds none. For each unit and at
 * every moment {@code received + replayed = published + rejected + dropped + buffered}: each entry moves documents, with
 * their spans, from one account to another under one lock, so no balance is ever taken between two halves of an entry. The
 * lock is uncontended on the receiving thread, costs some 20 ns a document and allocates nothing.
 *
 * <p>What is buffered is lost where the process is killed, but for what the spool has on disk. Thread-safe.
 */
@Singleton
public class Ledger implements Accounts {

    private final Books documents = new Books();
    private final Books spans = new Books();

    /** In the order of their names. As many as teams are configured, or have left blocks on disk. */
    private final SortedMap<String, TenantAccounts> tenants = new TreeMap<>();

    private Map<String, Tenant> tenantsByNamespace = Map.of();

    /**
     * From here on there are books of these tenants too.
     *
     * @param byNamespace whose a document is that the limits shed
     */
    public synchronized void divide(Map<String, Tenant> byNamespace) {
        tenantsByNamespace = Map.copyOf(byNamespace);
        byNamespace.values().forEach(this::of);
    }

    /** The books of a tenant, which are part of these; for {@link Tenant#OTHERS}, these. */
    public synchronized Accounts of(Tenant tenant) {
        return tenant.equals(Tenant.OTHERS)
                ? this
                : tenants.computeIfAbsent(tenant.name(), _ -> new TenantAccounts(this));
    }

    @Override
    public synchronized void acceptSpans(int count) {
        documents.accept(1);
        spans.accept(count);
    }

    /** A datagram came and holds no document, or a document came that cannot be taken. */
    public void reject(RejectReason reason) {
        rejectSpans(reason, 0);
    }

    /** A document came that holds this many spans and cannot be taken. */
    public synchronized void rejectSpans(RejectReason reason, int count) {
        documents.reject(reason, 1);
        spans.reject(reason, count);
    }

    @Override
    public synchronized void replay(Contents contents) {
        documents.replay(contents.documents());
        spans.replay(contents.spans());
    }

    /** A document of spans came that the configuration does not want. */
    public synchronized void refuse(DropReason reason, int count) {
        documents.refuse(reason, 1);
        spans.refuse(reason, count);
    }

    /** A document came and was dropped at once: it is beyond the limits of its sender. Its spans are told apart. */
    public synchronized void shed(DropReason reason, String namespace) {
        documents.shed(reason, namespace, 1);
        refuseOfTenant(reason, namespace, 1, 0);
    }

    /** Spans came, in a document that stays or is shed by itself, and were dropped at once. */
    public synchronized void shedSpans(DropReason reason, String namespace, int count) {
        spans.shed(reason, namespace, count);
        refuseOfTenant(reason, namespace, 0, count);
    }

    private void refuseOfTenant(DropReason reason, String namespace, int documentCount, int spanCount) {
        @Nullable Tenant tenant = tenantsByNamespace.isEmpty() ? null : tenantsByNamespace.get(namespace);
        if (tenant != null) {
            Objects.requireNonNull(tenants.get(tenant.name())).refuse(reason, documentCount, spanCount);
        }
    }

    /** This many datagrams came and are given up without a look at what is in them. */
    public synchronized void lose(DropReason reason, int datagrams) {
        documents.refuse(reason, datagrams);
    }

    /** The documents shed until now, by namespace; part of those dropped. Empty stands for senders without a workload. */
    public synchronized Map<String, Map<DropReason, Long>> shedByNamespace() {
        return documents.shedByNamespace();
    }

    /** The same of spans. */
    public synchronized Map<String, Map<DropReason, Long>> shedSpansByNamespace() {
        return spans.shedByNamespace();
    }

    @Override
    public synchronized void publish(Contents contents) {
        documents.publish(contents.documents());
        spans.publish(contents.spans());
    }

    @Override
    public synchronized void drop(DropReason reason, Contents contents) {
        documents.drop(reason, contents.documents());
        spans.drop(reason, contents.spans());
    }

    /** All accounts of documents at one moment. */
    public synchronized Balance balance() {
        return documents.balance();
    }

    /** All accounts of both units at one moment. */
    public synchronized Balances balances() {
        return new Balances(documents.balance(), spans.balance());
    }

    /** The same, and how much of it is whose. */
    public synchronized Division division() {
        Balances rest = balances();
        Map<Tenant, Balances> parts = new LinkedHashMap<>();
        for (Map.Entry<String, TenantAccounts> tenant : tenants.entrySet()) {
            Balances part = tenant.getValue().balances();
            parts.put(new Tenant(tenant.getKey()), part);
            rest = rest.minus(part);
        }
        parts.put(Tenant.OTHERS, rest);
        return new Division(balances(), parts);
    }

    /**
     * What blocks hold.
     *
     * @param spans in all of the documents together
     */
    public record Contents(int documents, int spans) {

        /** Nothing but segments. */
        public static Contents ofSegments(int documents) {
            return new Contents(documents, 0);
        }
    }

    /** The accounts of documents and those of spans. */
    public record Balances(Balance documents, Balance spans) {

        Balances minus(Balances part) {
            return new Balances(documents.minus(part.documents), spans.minus(part.spans));
        }
    }

    /**
     * All accounts at one moment, and those of each tenant, which add up to them.
     *
     * @param parts what no team's books hold is that of {@link Tenant#OTHERS}, the last one
     */
    public record Division(Balances whole, Map<Tenant, Balances> parts) {

        public Division {
            parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        }
    }

    /**
     * All accounts of one unit at one moment.
     *
     * @param received datagrams taken off the sockets, and documents of the requests that were taken; or their spans
     * @param replayed what a process before this one had received and left on disk
     * @param buffered in an open block, in the spool, or on its way to the stream
     */
    public record Balance(
            long received,
            long replayed,
            long published,
            long buffered,
            Map<RejectReason, Long> rejected,
            Map<DropReason, Long> dropped) {

        public Balance {
            rejected = Map.copyOf(rejected);
            dropped = Map.copyOf(dropped);
        }

        Balance minus(Balance part) {
            return new Balance(
                    received - part.received,
                    replayed - part.replayed,
                    published - part.published,
                    buffered - part.buffered,
                    minus(rejected, part.rejected),
                    minus(dropped, part.dropped));
        }

        private static <R> Map<R, Long> minus(Map<R, Long> whole, Map<R, Long> part) {
            Map<R, Long> rest = new HashMap<>(whole);
            part.forEach((reason, count) -> rest.merge(reason, -count, Long::sum));
            return rest;
        }

        /** Refused on arrival, for all reasons. */
        public long rejectedTotal() {
            return rejected.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Given up, for all reasons. */
        public long droppedTotal() {
            return dropped.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
