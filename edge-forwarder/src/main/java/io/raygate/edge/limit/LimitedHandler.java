// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import io.raygate.block.Workload;
import io.raygate.edge.limit.Limits.Account;
import io.raygate.edge.limit.Limits.Verdict;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.receive.DocumentHandler;
import io.raygate.edge.workload.Workloads;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Passes on what the limits keep, and enters the rest into the books at once. Allocates nothing for a sender that it
 * knows. Not thread-safe: used by the socket's thread.
 */
@SuppressWarnings("ReferenceEquality") // limits are another instance only after a reload
final class LimitedHandler implements DocumentHandler {

    /** Pods that come and go leave entries behind: all are forgotten at this many. */
    private static final int MAX_ACCOUNTS = 4_096;

    private final DocumentHandler next;
    private final Workloads workloads;
    private final Supplier<Limits> current;
    private final Ledger ledger;
    private final LongSupplier nanoTime;
    private final IdentityHashMap<Workload, Account> accounts = new IdentityHashMap<>();
    private final LimitedSpans spans = new LimitedSpans();
    private Limits limits;

    LimitedHandler(
            DocumentHandler next, Workloads workloads, Supplier<Limits> current, Ledger ledger, LongSupplier nanoTime) {
        this.next = next;
        this.workloads = workloads;
        this.current = current;
        this.ledger = ledger;
        this.nanoTime = nanoTime;
        this.limits = current.get();
    }

    @Override
    public void onDocument(ByteBuffer document, InetAddress source, long receivedUnixNanos) {
        long nowNanos = nanoTime.getAsLong();
        Account account = account(workloads.at(source), nowNanos);
        Verdict verdict = account.check(document, nowNanos);
        if (verdict == Verdict.KEPT) {
            next.onDocument(document, source, receivedUnixNanos);
        } else {
            ledger.shed(verdict.reason(), account.namespace());
        }
    }

    @Override
    public void onSpans(ByteBuffer request, int count, InetAddress source, long receivedUnixNanos) {
        long nowNanos = nanoTime.getAsLong();
        Account account = account(workloads.at(source), nowNanos);
        if (account.isWithoutLimit()) {
            next.onSpans(request, count, source, receivedUnixNanos);
            return;
        }
        spans.check(request, count, account, nowNanos);
        spans.enterShed(ledger, account.namespace());
        if (spans.kept() > 0) {
            next.onSpans(spans.rest(request), spans.kept(), source, receivedUnixNanos);
        }
    }

    @Override
    public long onPause() {
        return next.onPause();
    }

    @Override
    public void onClose() {
        next.onClose();
    }

    private Account account(Workload sender, long nowNanos) {
        Limits newest = current.get();
        if (limits != newest || accounts.size() >= MAX_ACCOUNTS) {
            limits = newest;
            accounts.clear();
        }
        Account known = accounts.get(sender);
        if (known != null) {
            return known;
        }
        Account account = limits.account(sender, nowNanos);
        accounts.put(sender, account);
        return account;
    }
}
