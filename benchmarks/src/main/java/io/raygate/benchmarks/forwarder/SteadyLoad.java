// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import io.raygate.benchmarks.documents.DocumentGenerator;
import io.raygate.benchmarks.documents.GeneratedDocument;
import io.raygate.benchmarks.documents.Vocabulary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends generated documents as X-Ray SDKs do, one a datagram, at a steady rate: a few each millisecond. One document of
 * {@value #STAMP_EVERY} carries the time at which it was sent. Their vocabulary is the one that the dictionary has not
 * seen.
 */
final class SteadyLoad {

    /** The field that carries the time of sending, {@link System#nanoTime()}. */
    static final String STAMP = "{\"raygate_sent\":";

    private static final int STAMP_EVERY = 64;
    private static final int DOCUMENTS = 20_000;
    private static final int SERVICES = 12;
    private static final long SEED = 20_261_122;
    private static final String HEADER = "{\"format\":\"json\",\"version\":1}\n";

    private final List<byte[]> bodies;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_507);
    private final AtomicLong sent = new AtomicLong();
    private long sentBytes;

    SteadyLoad() {
        bodies = new DocumentGenerator(Vocabulary.unseen(), SEED, SERVICES)
                .next(DOCUMENTS).stream().map(GeneratedDocument::body).toList();
    }

    /** Documents sent so far; any thread may ask. */
    long sent() {
        return sent.get();
    }

    /** Bytes of their bodies. */
    long sentBytes() {
        return sentBytes;
    }

    /** Sends for so long. What the machine was too slow for is caught up with. */
    void run(int port, int perSecond, Duration duration) throws IOException {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(target);
            long startedNanos = System.nanoTime();
            long total = perSecond * duration.toMillis() / 1000;
            for (long i = 0; i < total; ) {
                long due = Math.min(total, (System.nanoTime() - startedNanos) * perSecond / 1_000_000_000 + 1);
                for (; i < due; i++) {
                    send(channel);
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private void send(DatagramChannel channel) throws IOException {
        byte[] body = bodies.get((int) (sent.get() % bodies.size()));
        buffer.clear().put(HEADER.getBytes(StandardCharsets.US_ASCII));
        if (sent.get() % STAMP_EVERY == 0) {
            buffer.put((STAMP + System.nanoTime() + ",").getBytes(StandardCharsets.US_ASCII));
            buffer.put(body, 1, body.length - 1);
        } else {
            buffer.put(body);
        }
        try {
            channel.write(buffer.flip());
        } catch (PortUnreachableException _) {
            // the one before met no socket; the kernel reports it here, and this one is not sent
        }
        sent.incrementAndGet();
        sentBytes += body.length;
    }
}
