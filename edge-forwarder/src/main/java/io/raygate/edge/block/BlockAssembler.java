// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

import io.raygate.block.BlockWriter;
import io.raygate.block.DocumentKind;
import io.raygate.block.FrameEstimate;
import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.receive.DocumentHandler;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * Fills one block after another from one socket. A block is sealed when the next document might carry its frame beyond
 * the size aimed at, when it holds enough documents, or when its first document has waited for the linger time, which is
 * longer for a fuller block. A large document gets a block of its own.
 *
 * <p>A document is in the books from {@link #onDocument} on; until its block is sealed and handed over it lives in
 * this process alone. Not thread-safe: used by the socket's thread.
 */
final class BlockAssembler implements DocumentHandler {

    private static final int NO_SPANS = 0;

    private final BlockWriter writer;
    private final SealedBlocks sealed;
    private final Ledger ledger;
    private final SealLimits limits;
    private final LongSupplier nanoTime;
    private final BlockSenders senders;
    private final FrameEstimate estimate = new FrameEstimate();
    private long openedAtNanos;

    BlockAssembler(
            BlockWriter writer,
            BlockSenders senders,
            SealedBlocks sealed,
            Ledger ledger,
            SealLimits limits,
            LongSupplier nanoTime) {
        this.writer = writer;
        this.senders = senders;
        this.sealed = sealed;
        this.ledger = ledger;
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public void onDocument(ByteBuffer document, InetAddress source, long receivedUnixNanos) {
        add(document, NO_SPANS, source, receivedUnixNanos);
    }

    @Override
    public void onSpans(ByteBuffer request, int spans, InetAddress source, long receivedUnixNanos) {
        add(request, spans, source, receivedUnixNanos);
    }

    /** @param spans {@link #NO_SPANS} for a segment */
    private void add(ByteBuffer document, int spans, InetAddress source, long receivedUnixNanos) {
        BlockSenders.Sender sender = senders.of(source);
        boolean isLarge = document.remaining() >= SealLimits.LARGE_DOCUMENT_BYTES;
        if (isLarge || !hasRoomFor(document.remaining() + senders.bytesFor(sender))) {
            seal(isLarge ? SealCause.LARGE : SealCause.SIZE);
        }
        if (writer.documents() == 0) {
            openedAtNanos = nanoTime.getAsLong();
        }
        int workload = senders.entry(sender, writer);
        boolean isIn = spans == NO_SPANS
                ? writer.append(workload, DocumentKind.XRAY_JSON, receivedUnixNanos, document)
                : writer.appendSpans(workload, spans, receivedUnixNanos, document);
        if (!isIn) {
            throw new IllegalStateException("an empty block must hold any document: bytes=" + document.remaining());
        }
        ledger.acceptSpans(spans);
        if (isLarge) {
            seal(SealCause.LARGE);
        } else if (writer.documents() >= limits.maxDocuments()) {
            seal(SealCause.COUNT);
        }
    }

    @Override
    public long onPause() {
        if (writer.documents() == 0) {
            return NOTHING_WAITS;
        }
        long lingerNanos = limits.lingerNanos(writer.documents(), estimate.atMost(writer.contentBytes()));
        long leftNanos = lingerNanos - (nanoTime.getAsLong() - openedAtNanos);
        if (leftNanos > 0) {
            return leftNanos;
        }
        seal(SealCause.AGE);
        return NOTHING_WAITS;
    }

    @Override
    public void onClose() {
        seal(SealCause.CLOSE);
        writer.close();
    }

    private boolean hasRoomFor(int bytes) {
        return writer.hasRoomFor(bytes) && estimate.atMost(writer.contentBytes() + bytes) <= limits.maxFrameBytes();
    }

    private void seal(SealCause cause) {
        if (writer.documents() == 0) {
            return;
        }
        SealedBlock block = writer.seal();
        senders.nextBlock();
        if (block.documents() > 1) {
            estimate.learn(block);
        }
        sealed.onSealed(block, cause);
    }

    /** Where sealed blocks go. Called by the socket's thread. */
    interface SealedBlocks {

        void onSealed(SealedBlock block, SealCause cause);
    }

    /** Why a block was sealed. */
    enum SealCause {
        /** The next document might have carried it beyond the record size aimed at, or beyond the largest content. */
        SIZE,
        /** It held the most documents that are allowed. */
        COUNT,
        /** Its first document had waited for the linger time. */
        AGE,
        /** It holds one large document, or makes room for one. */
        LARGE,
        /** The socket was closed. */
        CLOSE
    }
}
