// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import io.raygate.gateway.observe.InvocationBooks;
import io.raygate.gateway.observe.Observer;
import io.raygate.gateway.observe.StageBooks;
import io.raygate.gateway.prepare.PreparedEvent;
import io.raygate.gateway.prepare.TenantStages;
import io.raygate.gateway.tenancy.TenantEvent;
import io.raygate.gateway.time.Deadline;
import jakarta.inject.Singleton;
import java.io.InterruptedIOException;
import java.util.Set;

/** What happens to one tenant's part of an event, in books of its own. */
@Singleton
class TenantChain {

    private final Observer observer;
    private final TenantStages stages;
    private final Delivery delivery;

    TenantChain(Observer observer, TenantStages stages, Delivery delivery) {
        this.observer = observer;
        this.stages = stages;
        this.delivery = delivery;
    }

    /** Positions of the records that must come again. */
    Set<Integer> handle(TenantEvent part, long startUnixMillis, Deadline deadline) throws InterruptedIOException {
        InvocationBooks books = observer.open(part.event(), part.decoded(), startUnixMillis);
        PreparedEvent prepared = stages.prepare(part);
        StageBooks.enter(books, prepared);
        Delivered delivered = delivery.deliver(
                new Outgoing(prepared.destination(), prepared.toSend(), prepared.quarantined(), prepared.unreadable()),
                deadline);
        delivered.enterInto(books);
        observer.close(books, startUnixMillis, deadline);
        return delivered.unfinishedRecords();
    }
}
