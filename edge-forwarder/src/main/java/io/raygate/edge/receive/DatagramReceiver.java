// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.raygate.edge.observe.Ledger;
import io.raygate.edge.observe.RejectReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Reads one socket until it is empty, naps, and reads it again. Napping lets datagrams gather in the socket buffer, which
 * costs far less than a wake-up for each. After {@link #stop()} it still reads what the kernel has already taken: a
 * datagram is lost only where the socket buffer overflows or the process is killed.
 */
final class DatagramReceiver implements Runnable {

    /** UDP payload over IPv4 ends at 65,507 bytes, over IPv6 at 65,527 (RFC 768, RFC 8200): no datagram is cut. */
    private static final int MAX_DATAGRAM_BYTES = 65_536;

    private static final Logger LOG = Logger.getLogger(DatagramReceiver.class);

    /** Datagrams read after the stop: more than the socket buffer holds, yet an end where senders go on. */
    private static final int LAST_DATAGRAMS = 32_768;

    private final UdpSocket socket;
    private final int batchDatagrams;
    private final DocumentHandler handler;
    private final Ledger ledger;
    private final Nap nap;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private volatile boolean stopping;

    /** @param batchDatagrams most datagrams read between two looks at the age of a block */
    DatagramReceiver(UdpSocket socket, int batchDatagrams, DocumentHandler handler, Ledger ledger, Nap nap) {
        this.socket = socket;
        this.batchDatagrams = batchDatagrams;
        this.handler = handler;
        this.ledger = ledger;
        this.nap = nap;
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
    }

    @Override
    public void run() {
        try (DatagramChannel channel = socket.channel()) {
            while (!stopping) {
                if (readBatch(channel) < batchDatagrams) {
                    LockSupport.parkNanos(nap.next());
                }
            }
            readTheRest(channel);
        } catch (IOException e) {
            LOG.errorf(e, "Receiving has ended: address=%s", socket.address());
        } finally {
            handler.onClose();
        }
    }

    private void readTheRest(DatagramChannel channel) throws IOException {
        int read = batchDatagrams;
        for (int total = 0; read == batchDatagrams && total < LAST_DATAGRAMS; total += read) {
            read = readBatch(channel);
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
        handler.onPause();
        return read;
    }

    private void onDatagram(ByteBuffer datagram, InetAddress source, long receivedUnixNanos) {
        nap.onDatagram(datagram.remaining());
        switch (Framing.find(datagram)) {
            case DOCUMENT -> handler.onDocument(datagram, source, receivedUnixNanos);
            case EMPTY_DATAGRAM -> ledger.reject(RejectReason.EMPTY_DATAGRAM);
            case MISSING_HEADER_OR_DOCUMENT -> ledger.reject(RejectReason.MISSING_HEADER_OR_DOCUMENT);
            case INVALID_HEADER -> ledger.reject(RejectReason.INVALID_HEADER);
        }
    }
}
