// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Reads one socket until it is empty, waits, and reads it again. It waits for the next datagram while few come; while many
 * come it naps ({@link Nap}) and lets them gather in the socket buffer, which costs far less than a wake-up for each.
 * Datagrams that came while the forwarder was starting are handled first. After {@link #stop()} it still reads what the
 * kernel has already taken: a datagram is lost only where the socket buffer overflows or the process is killed.
 */
final class DatagramReceiver implements Runnable {

    /** UDP payload over IPv4 ends at 65,507 bytes, over IPv6 at 65,527 (RFC 768, RFC 8200): no datagram is cut. */
    static final int MAX_DATAGRAM_BYTES = 65_536;

    private static final Logger LOG = Logger.getLogger(DatagramReceiver.class);

    /** Datagrams read after the stop: more than the socket buffer holds, yet an end where senders go on. */
    private static final int LAST_DATAGRAMS = 32_768;

    private final UdpSocket socket;
    private final Supplier<HeldDatagrams> cameBefore;
    private final Selector selector;
    private final int batchDatagrams;
    private final DatagramDocuments documents;
    private final Nap nap;
    private final Runnable mayHaveOverflowed;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private volatile boolean stopping;

    /**
     * A receiver of one socket.
     *
     * @param batchDatagrams most datagrams read between two looks at the age of a block
     * @param mayHaveOverflowed run where the kernel may have dropped datagrams; it must not wait
     */
    DatagramReceiver(
            Source source, int batchDatagrams, DatagramDocuments documents, Nap nap, Runnable mayHaveOverflowed) {
        this.socket = source.socket();
        this.cameBefore = source.cameBefore();
        this.selector = selector();
        this.batchDatagrams = batchDatagrams;
        this.documents = documents;
        this.nap = nap;
        this.mayHaveOverflowed = mayHaveOverflowed;
    }

    UdpSocket socket() {
        return socket;
    }

    boolean isOpen() {
        return socket.channel().isOpen();
    }

    /** Lets the thread read what is in the socket buffer, hand it over, and end. */
    void stop() {
        stopping = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try (DatagramChannel channel = socket.channel();
                selector) {
            channel.register(selector, SelectionKey.OP_READ);
            handleHeld();
            long emptyAtNanos = System.nanoTime();
            while (!stopping) {
                int read = readBatch(channel);
                long handlerNanos = documents.onPause();
                if (nap.mayHaveOverflowed()) {
                    mayHaveOverflowed.run();
                }
                if (read < batchDatagrams) {
                    long nowNanos = System.nanoTime();
                    await(nap.next(nowNanos - emptyAtNanos), handlerNanos);
                    emptyAtNanos = nowNanos;
                }
            }
            readTheRest(channel);
        } catch (IOException e) {
            LOG.errorf(e, "Receiving has ended: address=%s", socket.address());
        } finally {
            documents.onClose();
        }
    }

    private void handleHeld() {
        HeldDatagrams held = cameBefore.get();
        for (HeldDatagrams.Held next = held.poll(); next != null; next = held.poll()) {
            onDatagram(ByteBuffer.wrap(next.bytes()), next.source(), next.receivedUnixNanos());
        }
    }

    /**
     * Waits for the next datagram or for as long as the handler can do without a call, whichever is first.
     *
     * @param napNanos to sleep for instead, whatever comes; 0 where waking for each datagram is cheaper
     */
    private void await(long napNanos, long handlerNanos) throws IOException {
        if (napNanos > 0) {
            LockSupport.parkNanos(Math.min(napNanos, handlerNanos));
            return;
        }
        selector.select(handlerNanos == DocumentHandler.NOTHING_WAITS ? 0 : 1 + handlerNanos / 1_000_000);
        selector.selectedKeys().clear();
    }

    private void readTheRest(DatagramChannel channel) throws IOException {
        int read = batchDatagrams;
        for (int total = 0; read == batchDatagrams && total < LAST_DATAGRAMS; total += read) {
            read = readBatch(channel);
        }
    }

    private static Selector selector() {
        try {
            return Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a selector: " + e.getMessage(), e);
        }
    }

    /** Returns how many datagrams there were; fewer than a batch where the socket ran dry. */
    private int readBatch(DatagramChannel channel) throws IOException {
        long receivedUnixNanos = System.currentTimeMillis() * 1_000_000;
        int read = 0;
        while (read < batchDatagrams) {
            InetSocketAddress source = (InetSocketAddress) channel.receive(buffer.clear());
            if (source == null) {
                break;
            }
            onDatagram(buffer.flip(), source.getAddress(), receivedUnixNanos);
            read++;
        }
        return read;
    }

    private void onDatagram(ByteBuffer datagram, InetAddress source, long receivedUnixNanos) {
        nap.onDatagram(datagram.remaining());
        documents.onDatagram(datagram, source, receivedUnixNanos);
    }

    /**
     * Where datagrams come from.
     *
     * @param cameBefore asked once, when the receiver begins to read, for those that came until then
     */
    record Source(UdpSocket socket, Supplier<HeldDatagrams> cameBefore) {}
}
