// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.sending;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends documents at a steady rate, one a datagram, as X-Ray SDKs do. Counts what it really sent: what a stall of the
 * sender itself made late by more than {@value #MOST_LATE_MILLIS} ms is left out, not sent in one burst. Any thread may read the counts;
 * one sends.
 */
public final class Load {

    private static final int MOST_LATE_MILLIS = 50;
    private static final long LONG_NAP_NANOS = 1_000_000;
    private static final long SHORT_NAP_NANOS = 200_000;
    private static final int FAST = 5_000;

    private final Shape shape;
    private final SizedDocuments documents;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_507);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean stopped;

    /**
     * What is sent.
     *
     * @param bytes of a document
     * @param perSecond documents
     * @param sources addresses in 127.0.0.0/8 that take turns, each standing for a pod; 0 sends from wherever the system
     *     chooses
     * @param invalidEvery each such document is invalid; 0 for none
     */
    public record Shape(int bytes, int perSecond, int sources, int invalidEvery) {

        /** Valid documents from one address. */
        public static Shape of(int bytes, int perSecond) {
            return new Shape(bytes, perSecond, 0, 0);
        }

        boolean isValid(long number) {
            return invalidEvery == 0 || number % invalidEvery != invalidEvery - 1;
        }

        /** How many of the first {@code count} documents are invalid. */
        public long invalid(long count) {
            return invalidEvery == 0 ? 0 : count / invalidEvery;
        }
    }

    /** @param run a number that no other sender of the same X-Ray has */
    public Load(Shape shape, int run) {
        this.shape = shape;
        this.documents = new SizedDocuments(shape.bytes(), run);
    }

    /** Documents that the system has taken, whether or not somebody listened. */
    public long sent() {
        return sent.get();
    }

    /** Datagrams that met no socket, as the system reports it on the loopback interface, one by one. */
    public long refused() {
        return refused.get();
    }

    /** Ends {@link #run} early. */
    public void stop() {
        stopped = true;
    }

    /**
     * Sends for so long.
     *
     * @return the nanoseconds that it took
     */
    public long run(int port, Duration duration) throws IOException {
        List<DatagramChannel> channels = new ArrayList<>();
        try {
            InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            for (int i = 0; i < Math.max(1, shape.sources()); i++) {
                channels.add(DatagramChannel.open());
                if (shape.sources() > 0) {
                    channels.get(i).bind(new InetSocketAddress(source(i), 0));
                }
                channels.get(i).connect(target);
            }
            return run(channels, duration.toNanos());
        } finally {
            for (DatagramChannel channel : channels) {
                channel.close();
            }
        }
    }

    /** The address that stands for a pod, 127.1.0.1 and those after it. */
    public static InetAddress source(int pod) throws IOException {
        int number = pod + 1;
        return InetAddress.getByAddress(
                new byte[] {127, (byte) (1 + (number >>> 16)), (byte) (number >>> 8), (byte) number});
    }

    private long run(List<DatagramChannel> channels, long durationNanos) throws IOException {
        long beginNanos = System.nanoTime();
        long most = Math.max(1, (long) shape.perSecond() * MOST_LATE_MILLIS / 1000);
        long skipped = 0;
        long now = beginNanos;
        long count = 0;
        for (; now - beginNanos < durationNanos && !stopped; now = System.nanoTime()) {
            long due = (long) ((now - beginNanos) / 1e9 * shape.perSecond()) + 1 - skipped;
            skipped += Math.max(0, due - count - most);
            due = Math.min(due, count + most);
            for (; count < due; count++) {
                send(channels.get((int) (count % channels.size())));
            }
            LockSupport.parkNanos(shape.perSecond() < FAST ? LONG_NAP_NANOS : SHORT_NAP_NANOS);
        }
        return now - beginNanos;
    }

    private void send(DatagramChannel channel) throws IOException {
        long number = sent.get();
        documents.put(number, shape.isValid(number), micros(Instant.now()), buffer);
        while (true) {
            try {
                channel.write(buffer);
                sent.setRelease(number + 1);
                return;
            } catch (PortUnreachableException _) {
                // the one before met no socket: the system says so here, and has not sent this one
                refused.incrementAndGet();
                buffer.rewind();
            }
        }
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
