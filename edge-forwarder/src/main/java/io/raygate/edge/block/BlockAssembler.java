// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

import io.raygate.block.BlockWriter;
import io.raygate.block.DocumentKind;
import io.raygate.block.FrameEstimate;
import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.Accounts;
import io.raygate.edge.receive.DocumentHandler;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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

    private final Writers writers;
    private final SealedBlocks sealed;
    private final Accounts books;
    private final SealLimits limits;
    private final LongSupplier nanoTime;
    private final BlockSenders senders;
    private final FrameEstimate estimate = new FrameEstimate();
    private @Nullable BlockWriter open;
    private long openedAtNanos;

    BlockAssembler(
            Writers writers,
            BlockSenders senders,
            SealedBlocks sealed,
            Accounts books,
            SealLimits limits,
            LongSupplier nanoTime) {
        this.writers = writers;
        this.senders = senders;
        this.sealed = sealed;
        this.books = books;
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
        BlockWriter writer = open;
        if (writer != null && (isLarge || !hasRoomFor(writer, document.remaining() + senders.bytesFor(sender)))) {
            seal(isLarge ? SealCause.LARGE : SealCause.SIZE);
            writer = null;
        }
        if (writer == null) {
            writer = writers.take(this);
            open = writer;
            openedAtNanos = nanoTime.getAsLong();
        }
        int workload = senders.entry(sender, writer);
        boolean isIn = spans == NO_SPANS
                ? writer.append(workload, DocumentKind.XRAY_JSON, receivedUnixNanos, document)
                : writer.appendSpans(workload, spans, receivedUnixNanos, document);
        if (!isIn) {
            throw new IllegalStateException("an empty block must hold any document: bytes=" + document.remaining());
        }
        books.acceptSpans(spans);
        if (isLarge) {
            seal(SealCause.LARGE);
        } else if (writer.documents() >= limits.maxDocuments()) {
            seal(SealCause.COUNT);
        }
    }

    @Override
    public long onPause() {
        BlockWriter writer = open;
        if (writer == null) {
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
        writers.close();
    }

    private boolean hasRoomFor(BlockWriter writer, int bytes) {
        return writer.hasRoomFor(bytes) && estimate.atMost(writer.contentBytes() + bytes) <= limits.maxFrameBytes();
    }

    /** Hands the open block over; nothing happens where there is none. */
    void seal(SealCause cause) {
        BlockWriter writer = open;
        if (writer == null) {
            return;
        }
        SealedBlock block = writer.seal();
        open = null;
        writers.giveBack(this, writer);
        senders.nextBlock();
        if (block.documents() > 1) {
            estimate.learn(block);
        }
        sealed.onSealed(block, cause);
    }

    /** Where the writer of an open block comes from. Called by the socket's thread. */
    interface Writers extends AutoCloseable {

        /** An empty writer, until it is given back. */
        BlockWriter take(BlockAssembler by);

        /** The block is sealed. */
        default void giveBack(BlockAssembler by, BlockWriter writer) {}

        @Override
        void close();

        /** The same writer each time, for the one assembler that has it. */
        static Writers always(BlockWriter writer) {
            return new Writers() {
                @Override
                public BlockWriter take(BlockAssembler by) {
                    return writer;
                }

                @Override
                public void close() {
                    writer.close();
                }
            };
        }
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
        /** Blocks of as many other teams were open as may be. */
        TEAMS,
        /** The socket was closed. */
        CLOSE
    }
}
