// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.raygate.edge.observe.Ledger;
import io.raygate.edge.receive.DocumentHandler;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Keeps the requests that it is handed, and enters them into the books. Can be held up, and can break. */
final class SpansHandler implements DocumentHandler {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Taken(byte[] request, int spans, InetAddress source) {}

    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Ledger ledger;
    private final CountDownLatch gate;
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile boolean isBroken;

    SpansHandler(Ledger ledger, CountDownLatch gate) {
        this.ledger = ledger;
        this.gate = gate;
    }

    void breakDown() {
        isBroken = true;
    }

    /** Returns once a request has its turn. */
    void awaitFirst() throws InterruptedException {
        assertThat(first.await(1, TimeUnit.MINUTES)).isTrue();
    }

    List<Taken> taken() {
        return List.copyOf(taken);
    }

    @Override
    public void onDocument(ByteBuffer document, InetAddress source, long receivedUnixNanos) {
        throw new AssertionError("spans alone come here");
    }

    @Override
    public void onSpans(ByteBuffer request, int spans, InetAddress source, long receivedUnixNanos) {
        first.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (isBroken) {
            throw new IllegalStateException("a bug, as the test wants it");
        }
        byte[] bytes = new byte[request.remaining()];
        request.get(bytes);
        taken.add(new Taken(bytes, spans, source));
        ledger.acceptSpans(spans);
    }

    @Override
    public long onPause() {
        return 10_000_000;
    }

    @Override
    public void onClose() {}
}
