// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import io.raygate.edge.observe.Ledger;
import io.raygate.edge.receive.DocumentHandler;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Keeps what it is handed and enters it into the books. Can be held up, and can break. */
public final class FakeHandler implements DocumentHandler {

    private final Ledger ledger;
    private final CountDownLatch gate;
    private final List<String> documents = new CopyOnWriteArrayList<>();
    private final AtomicInteger pauses = new AtomicInteger();
    private final CountDownLatch entered = new CountDownLatch(1);
    private volatile boolean closed;

    private FakeHandler(Ledger ledger, CountDownLatch gate) {
        this.ledger = ledger;
        this.gate = gate;
    }

    /** Takes at once. */
    public static FakeHandler ofLedger(Ledger ledger) {
        return new FakeHandler(ledger, new CountDownLatch(0));
    }

    /** Takes nothing until the gate is open. */
    public static FakeHandler behind(CountDownLatch gate, Ledger ledger) {
        return new FakeHandler(ledger, gate);
    }

    @Override
    public void onDocument(ByteBuffer document, InetAddress source, long receivedUnixNanos) {
        entered.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        String text = UTF_8.decode(document).toString();
        if (text.equals("bug")) {
            throw new IllegalStateException("a bug, as the test wants it");
        }
        documents.add(text);
        ledger.accept();
    }

    @Override
    public void onSpans(ByteBuffer request, int spans, InetAddress source, long receivedUnixNanos) {
        throw new AssertionError("segments alone come here");
    }

    @Override
    public long onPause() {
        pauses.incrementAndGet();
        return TimeUnit.MILLISECONDS.toNanos(10);
    }

    @Override
    public void onClose() {
        closed = true;
    }

    /** In the order in which they came. */
    public List<String> documents() {
        return List.copyOf(documents);
    }

    /** Returns once the first document was handed over. */
    public void awaitFirst() throws InterruptedException {
        entered.await();
    }

    int pauses() {
        return pauses.get();
    }

    public boolean isClosed() {
        return closed;
    }
}
