// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

import io.raygate.block.BlockWriter;
import io.raygate.block.DocumentKind;
import io.raygate.block.FrameEstimate;
import io.raygate.block.SealedBlock;
import io.raygate.block.Workload;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.receive.DocumentHandler;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Fills one block after another from one socket. A block is sealed when the next document might carry its frame beyond
 * the size aimed at, when it holds enough documents, or when its first document has waited for the linger time. A large
 * document gets a block of its own.
 *
 * <p>A document is in the books from {@link #onDocument} on; until its block is sealed and handed over it lives in
 * this process alone. Not thread-safe: used by the socket's thread.
 */
final class BlockAssembler implements DocumentHandler {

    private final BlockWriter writer;
    private final SealedBlocks sealed;
    private final Ledger ledger;
    private final SealLimits limits;
    private final LongSupplier nanoTime;
    private final Map<InetAddress, Integer> workloads = new HashMap<>();
    private final FrameEstimate estimate = new FrameEstimate();
    private long openedAtNanos;

    BlockAssembler(BlockWriter writer, SealedBlocks sealed, Ledger ledger, SealLimits limits, LongSupplier nanoTime) {
        this.writer = writer;
        this.sealed = sealed;
        this.ledger = ledger;
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public void onDocument(ByteBuffer document, InetAddress source, long receivedUnixNanos) {
        boolean isLarge = document.remaining() >= SealLimits.LARGE_DOCUMENT_BYTES;
        if (isLarge || !hasRoomFor(document.remaining())) {
            seal(isLarge ? SealCause.LARGE : SealCause.SIZE);
        }
        if (writer.documents() == 0) {
            openedAtNanos = nanoTime.getAsLong();
        }
        if (!writer.append(workload(source), DocumentKind.XRAY_JSON, receivedUnixNanos, document)) {
            throw new IllegalStateException("an empty block must hold any datagram: bytes=" + document.remaining());
        }
        ledger.accept();
        if (isLarge) {
            seal(SealCause.LARGE);
        } else if (writer.documents() >= limits.maxDocuments()) {
            seal(SealCause.COUNT);
        }
    }

    @Override
    public void onPause() {
        if (writer.documents() > 0 && nanoTime.getAsLong() - openedAtNanos >= limits.lingerNanos()) {
            seal(SealCause.AGE);
        }
    }

    @Override
    public void onClose() {
        seal(SealCause.CLOSE);
        writer.close();
    }

    private int workload(InetAddress source) {
        Integer known = workloads.get(source);
        if (known != null) {
            return known;
        }
        int workload = writer.addWorkload(Workload.ofAddress(textOf(source)));
        workloads.put(source, workload);
        return workload;
    }

    private boolean hasRoomFor(int documentBytes) {
        int moreBytes = documentBytes + limits.workloadReserveBytes();
        return writer.hasRoomFor(moreBytes)
                && estimate.atMost(writer.contentBytes() + moreBytes) <= limits.maxFrameBytes();
    }

    private void seal(SealCause cause) {
        if (writer.documents() == 0) {
            return;
        }
        SealedBlock block = writer.seal();
        workloads.clear();
        if (block.documents() > 1) {
            estimate.learn(block);
        }
        sealed.onSealed(block, cause);
    }

    /** Without the zone of a link-local address, which means nothing beyond this node. */
    private static String textOf(InetAddress source) {
        String text = source.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
