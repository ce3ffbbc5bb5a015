// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import io.raygate.edge.observe.Ledger.Balances;
import io.raygate.edge.observe.Ledger.Contents;

/** The books of one tenant: each entry is one of the process' books too, at the same moment. Guarded by those. */
final class TenantAccounts implements Accounts {

    private final Ledger whole;
    private final Books documents = new Books();
    private final Books spans = new Books();

    TenantAccounts(Ledger whole) {
        this.whole = whole;
    }

    @Override
    public void acceptSpans(int count) {
        synchronized (whole) {
            whole.acceptSpans(count);
            documents.accept(1);
            spans.accept(count);
        }
    }

    @Override
    public void replay(Contents contents) {
        synchronized (whole) {
            whole.replay(contents);
            documents.replay(contents.documents());
            spans.replay(contents.spans());
        }
    }

    @Override
    public void publish(Contents contents) {
        synchronized (whole) {
            whole.publish(contents);
            documents.publish(contents.documents());
            spans.publish(contents.spans());
        }
    }

    @Override
    public void drop(DropReason reason, Contents contents) {
        synchronized (whole) {
            whole.drop(reason, contents);
            documents.drop(reason, contents.documents());
            spans.drop(reason, contents.spans());
        }
    }

    /** Came, and were dropped at once. */
    void refuse(DropReason reason, int documentCount, int spanCount) {
        documents.refuse(reason, documentCount);
        spans.refuse(reason, spanCount);
    }

    Balances balances() {
        return new Balances(documents.balance(), spans.balance());
    }
}
