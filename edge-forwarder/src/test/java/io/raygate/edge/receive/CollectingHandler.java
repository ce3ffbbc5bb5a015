// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.raygate.edge.observe.Ledger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what it is given, and enters it in the books as the assembler does. */
final class CollectingHandler implements DocumentHandler {

    record Document(String text, InetAddress source) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Spans(byte[] request, int count, InetAddress source) {}

    private final Queue<Spans> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Document> documents = new ConcurrentLinkedQueue<>();
    private final AtomicInteger closed = new AtomicInteger();
    private final Ledger ledger;

    CollectingHandler(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void onDocument(ByteBuffer document, InetAddress source, long receivedUnixNanos) {
        documents.add(new Document(StandardCharsets.ISO_8859_1.decode(document).toString(), source));
        ledger.accept();
    }

    @Override
    public void onSpans(ByteBuffer request, int spans, InetAddress source, long receivedUnixNanos) {
        byte[] bytes = new byte[request.remaining()];
        request.get(bytes);
        requests.add(new Spans(bytes, spans, source));
        ledger.acceptSpans(spans);
    }

    @Override
    public long onPause() {
        return NOTHING_WAITS;
    }

    @Override
    public void onClose() {
        closed.incrementAndGet();
    }

    List<Document> documents() {
        return List.copyOf(documents);
    }

    List<Spans> requests() {
        return List.copyOf(requests);
    }

    int closed() {
        return closed.get();
    }
}
