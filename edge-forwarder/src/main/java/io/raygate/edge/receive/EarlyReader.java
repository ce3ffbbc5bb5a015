// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads one socket into memory while the rest of the process starts. Ends when it is told to, when memory is full or when
 * the socket cannot be read: in each case {@link DatagramReceiver} goes on from there. Loads no logging and no
 * configuration, which would cost more time than everything else here.
 */
final class EarlyReader implements Runnable {

    /** Lets what comes meanwhile share a wake-up: the starting process needs the processor more. */
    private static final long NAP_NANOS = 1_000_000;

    private final UdpSocket socket;
    private final HeldDatagrams held;
    private final Selector selector;
    private final Thread thread = new Thread(this, "receive-early");
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(DatagramReceiver.MAX_DATAGRAM_BYTES);
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile boolean stopping;

    private EarlyReader(UdpSocket socket, HeldDatagrams held, Selector selector) {
        this.socket = socket;
        this.held = held;
        this.selector = selector;
        thread.setDaemon(true);
    }

    static EarlyReader start(UdpSocket socket, long maxBytes) throws IOException {
        EarlyReader reader = new EarlyReader(socket, new HeldDatagrams(maxBytes), Selector.open());
        reader.thread.start();
        return reader;
    }

    UdpSocket socket() {
        return socket;
    }

    /** Ends the reading and gives what came; the socket stays open. Gives nothing where it was taken or closed before. */
    HeldDatagrams takeOver() {
        if (!taken.compareAndSet(false, true)) {
            return HeldDatagrams.none();
        }
        stop();
        return held;
    }

    /** Ends the reading, closes the socket, and gives what came; does nothing where it was taken or closed before. */
    HeldDatagrams close() {
        if (!taken.compareAndSet(false, true)) {
            return HeldDatagrams.none();
        }
        stop();
        try (DatagramChannel _ = socket.channel()) {
            HeldDatagrams rest = new HeldDatagrams(Long.MAX_VALUE);
            read(socket, ByteBuffer.allocateDirect(DatagramReceiver.MAX_DATAGRAM_BYTES), rest);
            return HeldDatagrams.all(List.of(held, rest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop() {
        stopping = true;
        selector.wakeup();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try (selector) {
            socket.channel().register(selector, SelectionKey.OP_READ);
            while (!stopping && held.hasRoom()) {
                if (read(socket, buffer, held) == 0) {
                    selector.select();
                    selector.selectedKeys().clear();
                } else {
                    LockSupport.parkNanos(NAP_NANOS);
                }
            }
        } catch (IOException _) {
            // whoever reads the socket next meets the same, and can say so
        }
    }

    /** Takes what is there, as far as there is room; returns the number of datagrams. */
    private static int read(UdpSocket socket, ByteBuffer buffer, HeldDatagrams held) throws IOException {
        long receivedUnixNanos = System.currentTimeMillis() * 1_000_000;
        int read = 0;
        while (held.hasRoom()) {
            InetSocketAddress source = (InetSocketAddress) socket.channel().receive(buffer.clear());
            if (source == null) {
                return read;
            }
            held.add(buffer.flip(), source.getAddress(), receivedUnixNanos);
            read++;
        }
        return read;
    }
}
