// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.raygate.edge.observe.Ledger;
import io.raygate.edge.observe.RejectReason;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Reads one socket empty, naps, and reads it again. Napping lets datagrams gather in the socket buffer, which
 * costs far less than a wake-up for each. On {@link #stop()} what the kernel has already taken is still read:
 * a datagram is lost only where the socket buffer overflows or the process is killed.
 *
 * <p>The thread that reads is the one that closes the socket, so no read ever meets a number that was given away.
 */
final class DatagramReceiver implements Runnable, DatagramReader.Sink {

    private static final Logger LOG = Logger.getLogger(DatagramReceiver.class);

    /** Datagrams read after the stop: more than the socket buffer holds, yet an end where senders go on. */
    private static final int LAST_DATAGRAMS = 32_768;

    private final UdpSocket socket;
    private final Supplier<DatagramReader> readers;
    private final DocumentHandler handler;
    private final Ledger ledger;
    private final Nap nap;
    private long receivedUnixNanos;
    private volatile boolean stopping;

    /** @param readers asked once, on the thread that reads */
    DatagramReceiver(
            UdpSocket socket, Supplier<DatagramReader> readers, DocumentHandler handler, Ledger ledger, Nap nap) {
        this.socket = socket;
        this.readers = readers;
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
        DatagramChannel channel = socket.channel();
        try (channel;
                DatagramReader reader = readers.get()) {
            while (!stopping) {
                if (readBatch(reader) < reader.batchDatagrams()) {
                    LockSupport.parkNanos(nap.next());
                }
            }
            readTheRest(reader);
        } catch (IOException e) {
            LOG.errorf(e, "Receiving has ended: address=%s", socket.address());
        } finally {
            handler.onClose();
        }
    }

    @Override
    public void onDatagram(ByteBuffer datagram, InetAddress source) {
        nap.onDatagram(datagram.remaining());
        switch (Framing.find(datagram)) {
            case DOCUMENT -> handler.onDocument(datagram, source, receivedUnixNanos);
            case EMPTY_DATAGRAM -> ledger.reject(RejectReason.EMPTY_DATAGRAM);
            case MISSING_HEADER_OR_DOCUMENT -> ledger.reject(RejectReason.MISSING_HEADER_OR_DOCUMENT);
            case INVALID_HEADER -> ledger.reject(RejectReason.INVALID_HEADER);
        }
    }

    @Override
    public void onTruncated() {
        ledger.reject(RejectReason.TRUNCATED_DATAGRAM);
    }

    private int readBatch(DatagramReader reader) throws IOException {
        receivedUnixNanos = System.currentTimeMillis() * 1_000_000;
        int read = reader.read(this);
        handler.onPause();
        return read;
    }

    private void readTheRest(DatagramReader reader) throws IOException {
        int read = reader.batchDatagrams();
        for (int total = 0; read == reader.batchDatagrams() && total < LAST_DATAGRAMS; total += read) {
            read = readBatch(reader);
        }
    }
}
