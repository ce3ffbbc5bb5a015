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

    /** Datagrams read after the stop: more than the socket buffer holds, yet an end where senders go on. */
    private static final int LAST_DATAGRAMS = 32_768;

    private final UdpSocket socket;
    private final StartMemory memory;
    private final HeldDatagrams held;
    private final Selector selector;
    private final Thread thread = new Thread(this, "receive-early");
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(DatagramReceiver.MAX_DATAGRAM_BYTES);
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile boolean stopping;

    private EarlyReader(UdpSocket socket, StartMemory memory, Selector selector) {
        this.socket = socket;
        this.memory = memory;
        this.held = new HeldDatagrams(memory);
        this.selector = selector;
        thread.setDaemon(true);
    }

    static EarlyReader start(UdpSocket socket, StartMemory memory) throws IOException {
        EarlyReader reader = new EarlyReader(socket, memory, Selector.open());
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

    /**
     * Ends the reading, empties and closes the socket, and gives what came; does nothing where it was taken or closed before.
     */
    HeldDatagrams close() {
        if (!taken.compareAndSet(false, true)) {
            return HeldDatagrams.none();
        }
        stop();
        try (DatagramChannel _ = socket.channel()) {
            HeldDatagrams rest = new HeldDatagrams(memory);
            int last = LAST_DATAGRAMS;
            while (last > 0 && read(socket, buffer, rest)) {
                last--;
            }
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
            while (!stopping && held.makeRoom()) {
                if (read(socket, buffer, held)) {
                    readOn();
                    LockSupport.parkNanos(NAP_NANOS);
                } else {
                    held.giveRoomBack();
                    selector.select();
                    selector.selectedKeys().clear();
                }
            }
        } catch (IOException _) {
            // whoever reads the socket next meets the same, and can say so
        }
    }

    /** Takes what else is there, as far as there is room. */
    private void readOn() throws IOException {
        while (held.makeRoom() && read(socket, buffer, held)) {
            // one more
        }
    }

    /** Takes one datagram; false where there is none. */
    private static boolean read(UdpSocket socket, ByteBuffer buffer, HeldDatagrams held) throws IOException {
        InetSocketAddress source = (InetSocketAddress) socket.channel().receive(buffer.clear());
        if (source == null) {
            return false;
        }
        held.add(buffer.flip(), source.getAddress(), System.currentTimeMillis() * 1_000_000);
        return true;
    }
}
