// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.route;

import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.receive.DocumentHandler;
import io.raygate.edge.workload.Workloads;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Drops what is of no team, and counts it by namespace. */
record DroppingHandler(Workloads workloads, Ledger ledger) implements DocumentHandler {

    @Override
    public void onDocument(ByteBuffer document, InetAddress source, long receivedUnixNanos) {
        ledger.shed(DropReason.NO_TENANT, workloads.at(source).namespace());
    }

    @Override
    public void onSpans(ByteBuffer request, int spans, InetAddress source, long receivedUnixNanos) {
        String namespace = workloads.at(source).namespace();
        ledger.shedSpans(DropReason.NO_TENANT, namespace, spans);
        ledger.shed(DropReason.NO_TENANT, namespace);
    }

    @Override
    public long onPause() {
        return NOTHING_WAITS;
    }

    @Override
    public void onClose() {
        // nothing is held
    }
}
