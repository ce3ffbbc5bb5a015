// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

import io.raygate.block.BlockWriter;
import io.raygate.block.DocumentKind;
import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.receive.DocumentHandler;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Fills one block after another from one socket. A block is sealed when the next document does not fit, when
 * it holds enough documents, or when its first document has waited for the linger time.
 *
 * <p>A document is in the books from {@link #onDocument} on; until its block is sealed and handed over it lives in
 * this process alone. Not thread-safe: used by the socket's thread.
 */
final class BlockAssembler implements DocumentHandler {

    private final BlockWriter writer;
    private final Consumer<SealedBlock> sealed;
    private final Ledger ledger;
    private final SealLimits limits;
    private final LongSupplier nanoTime;
    private final BlockSenders senders;
    private long openedAtNanos;

    BlockAssembler(
            BlockWriter writer,
            BlockSenders senders,
            Consumer<SealedBlock> sealed,
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
        BlockSenders.Sender sender = senders.of(source);
        if (!writer.hasRoomFor(document.remaining() + senders.bytesFor(sender))) {
            seal();
        }
        if (writer.documents() == 0) {
            openedAtNanos = nanoTime.getAsLong();
        }
        if (!writer.append(senders.entry(sender, writer), DocumentKind.XRAY_JSON, receivedUnixNanos, document)) {
            throw new IllegalStateException("an empty block must hold any datagram: bytes=" + document.remaining());
        }
        ledger.accept();
        if (writer.documents() >= limits.maxDocuments()) {
            seal();
        }
    }

    @Override
    public void onPause() {
        if (writer.documents() > 0 && nanoTime.getAsLong() - openedAtNanos >= limits.lingerNanos()) {
            seal();
        }
    }

    @Override
    public void onClose() {
        seal();
        writer.close();
    }

    private void seal() {
        if (writer.documents() == 0) {
            return;
        }
        sealed.accept(writer.seal());
        senders.nextBlock();
    }
}
