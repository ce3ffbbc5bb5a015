// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.raygate.edge.observe.Ledger;
import io.raygate.edge.observe.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Reads one socket empty, naps, and reads it again. Napping lets datagrams gather in the socket buffer, which
 * costs far less than a wake-up for each. On {@link #stop()} what the kernel has already taken is still read:
 * a datagram is lost only where the socket buffer overflows or the process is killed.
 */
final class DatagramReceiver implements Runnable {

    private static final Logger LOG = Logger.getLogger(DatagramReceiver.class);

    /** UDP payload over IPv4 ends at 65,507 bytes, over IPv6 at 65,527 (RFC 768, RFC 8200). */
    private static final int MAX_DATAGRAM_BYTES = 65_536;

    /** Datagrams read before blocks of age are looked after, even when the socket never runs dry. */
    private static final int BURST_DATAGRAMS = 512;

    /** Bursts read after the stop: more than the socket buffer holds, yet an end where senders go on. */
    private static final int LAST_BURSTS = 64;

    private final DatagramChannel channel;
    private final DocumentHandler handler;
    private final Ledger ledger;
    private final long napNanos;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private volatile boolean stopping;

    private DatagramReceiver(DatagramChannel channel, DocumentHandler handler, Ledger ledger, long napNanos) {
        this.channel = channel;
        this.handler = handler;
        this.ledger = ledger;
        this.napNanos = napNanos;
    }

    /**
     * Binds the socket; datagrams gather in its buffer from here on.
     *
     * @throws UncheckedIOException naming the address where it cannot be bound
     */
    static DatagramReceiver open(ListenAddress address, ReceiveConfig config, DocumentHandler handler, Ledger ledger) {
        try {
            DatagramChannel channel = bind(address, config.socketBuffer().asLongValue());
            return new DatagramReceiver(channel, handler, ledger, config.nap().toNanos());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "raygate.receive.addresses: cannot listen on UDP " + address + ": " + e.getMessage()
                            + "; stop what holds the port, or choose another address",
                    e);
        }
    }

    InetSocketAddress localAddress() {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Lets the thread read what is in the socket buffer, hand it over, and end. */
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try (channel) {
            while (!stopping) {
                drain(Integer.MAX_VALUE);
                LockSupport.parkNanos(napNanos);
            }
            drain(LAST_BURSTS);
        } catch (IOException e) {
            LOG.errorf(e, "Receiving has ended: address=%s", channel);
        } finally {
            handler.onClose();
        }
    }

    private void drain(int maxBursts) throws IOException {
        int read = BURST_DATAGRAMS;
        for (int burst = 0; burst < maxBursts && read == BURST_DATAGRAMS; burst++) {
            read = readBurst();
            handler.onPause();
        }
    }

    private int readBurst() throws IOException {
        long nowUnixNanos = System.currentTimeMillis() * 1_000_000;
        for (int read = 0; read < BURST_DATAGRAMS; read++) {
            InetSocketAddress source = (InetSocketAddress) channel.receive(buffer.clear());
            if (source == null) {
                return read;
            }
            onDatagram(source, nowUnixNanos);
        }
        return BURST_DATAGRAMS;
    }

    private void onDatagram(InetSocketAddress source, long receivedUnixNanos) {
        switch (Framing.find(buffer.flip())) {
            case DOCUMENT -> handler.onDocument(buffer, source.getAddress(), receivedUnixNanos);
            case EMPTY_DATAGRAM -> ledger.reject(RejectReason.EMPTY_DATAGRAM);
            case MISSING_HEADER_OR_DOCUMENT -> ledger.reject(RejectReason.MISSING_HEADER_OR_DOCUMENT);
            case INVALID_HEADER -> ledger.reject(RejectReason.INVALID_HEADER);
        }
    }

    private static DatagramChannel bind(ListenAddress address, long socketBufferBytes) throws IOException {
        InetSocketAddress socketAddress = address.toSocketAddress();
        if (socketAddress.isUnresolved()) {
            throw new IOException("unknown host " + address.host());
        }
        boolean isV4 = socketAddress.getAddress().getAddress().length == 4
                && !address.host().isEmpty();
        DatagramChannel channel =
                DatagramChannel.open(isV4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, Math.toIntExact(socketBufferBytes));
            channel.bind(socketAddress);
            channel.configureBlocking(false);
            LOG.infof(
                    "Listening on UDP %s: socketBufferAsked=%d, socketBufferGranted=%d",
                    address, socketBufferBytes, channel.getOption(StandardSocketOptions.SO_RCVBUF));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
