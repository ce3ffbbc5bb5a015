// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.route;

import io.raygate.block.Workload;
import io.raygate.edge.block.TenantAssemblers;
import io.raygate.edge.receive.DocumentHandler;
import io.raygate.edge.workload.Workloads;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Passes each document on to the assembler of the team whose namespace its sender is in. Costs two hash look-ups and allocates
 * nothing where the sender is known. Not thread-safe: used by the socket's thread.
 */
@SuppressWarnings("ReferenceEquality") // all unknown senders are the same one: Workloads#UNKNOWN
final class RoutedHandler implements DocumentHandler {

    /** Spans of a document that is not a request of spans. */
    private static final int SEGMENT = 0;

    private final Workloads workloads;
    private final Map<String, DocumentHandler> byNamespace;
    private final DocumentHandler others;
    private final TenantAssemblers assemblers;
    private final WaitingRoom waitingRoom;
    private final LongSupplier nanoTime;

    /**
     * A handler.
     *
     * @param others takes what is of no team
     * @param assemblers which all handlers lead to
     * @param limits of what waits for its sender to be known
     */
    RoutedHandler(
            Workloads workloads,
            Map<String, DocumentHandler> byNamespace,
            DocumentHandler others,
            TenantAssemblers assemblers,
            WaitingRoom.Limits limits,
            LongSupplier nanoTime) {
        this.workloads = workloads;
        this.byNamespace = Map.copyOf(byNamespace);
        this.others = others;
        this.assemblers = assemblers;
        this.waitingRoom = new WaitingRoom(workloads, limits, this::handOn);
        this.nanoTime = nanoTime;
    }

    @Override
    public void onDocument(ByteBuffer document, InetAddress source, long receivedUnixNanos) {
        Workload sender = workloads.at(source);
        if (!isWaiting(sender, document, SEGMENT, source, receivedUnixNanos)) {
            of(sender).onDocument(document, source, receivedUnixNanos);
        }
    }

    @Override
    public void onSpans(ByteBuffer request, int spans, InetAddress source, long receivedUnixNanos) {
        Workload sender = workloads.at(source);
        if (!isWaiting(sender, request, spans, source, receivedUnixNanos)) {
            of(sender).onSpans(request, spans, source, receivedUnixNanos);
        }
    }

    @Override
    public long onPause() {
        long leftNanos = waitingRoom.look(nanoTime.getAsLong());
        return Math.min(leftNanos, assemblers.onPause());
    }

    @Override
    public void onClose() {
        waitingRoom.close();
        assemblers.onClose();
    }

    private boolean isWaiting(
            Workload sender, ByteBuffer document, int spans, InetAddress source, long receivedUnixNanos) {
        return sender == Workloads.UNKNOWN
                && waitingRoom.offer(document, spans, source, receivedUnixNanos, nanoTime.getAsLong());
    }

    private void handOn(ByteBuffer document, int spans, InetAddress source, long receivedUnixNanos) {
        DocumentHandler handler = of(workloads.at(source));
        if (spans == SEGMENT) {
            handler.onDocument(document, source, receivedUnixNanos);
        } else {
            handler.onSpans(document, spans, source, receivedUnixNanos);
        }
    }

    private DocumentHandler of(Workload sender) {
        return byNamespace.getOrDefault(sender.namespace(), others);
    }
}
