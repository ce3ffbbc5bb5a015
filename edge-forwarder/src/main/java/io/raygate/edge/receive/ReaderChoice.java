// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Chooses how a socket is read, once, when it was opened, and says so. */
final class ReaderChoice {

    private static final Logger LOG = Logger.getLogger(ReaderChoice.class);

    private final ReceiveMethod wanted;
    private final int batchDatagrams;

    ReaderChoice(ReceiveMethod wanted, int batchDatagrams) {
        this.wanted = wanted;
        this.batchDatagrams = batchDatagrams;
    }

    /**
     * A maker of the reader, to be asked on the thread that reads.
     *
     * @throws IllegalArgumentException where {@code recvmmsg} is demanded and does not work
     */
    Supplier<DatagramReader> choose(UdpSocket socket) {
        if (wanted == ReceiveMethod.CHANNEL) {
            return channel(socket, "as configured");
        }
        OptionalInt descriptor = descriptor(socket);
        if (descriptor.isEmpty()) {
            return channelUnlessDemanded(socket, "/proc does not tell the number of the socket");
        }
        String obstacle = RecvmmsgReader.probe(descriptor.getAsInt());
        if (!obstacle.isEmpty()) {
            return channelUnlessDemanded(socket, obstacle);
        }
        LOG.infof("Receiving: address=%s, method=recvmmsg, batch=%d", socket.address(), batchDatagrams);
        return () -> new RecvmmsgReader(descriptor.getAsInt(), batchDatagrams, DatagramReader.MAX_DATAGRAM_BYTES);
    }

    private Supplier<DatagramReader> channelUnlessDemanded(UdpSocket socket, String reason) {
        if (wanted == ReceiveMethod.RECVMMSG) {
            throw new IllegalArgumentException("raygate.receive.method: recvmmsg does not work here: " + reason
                    + "; write auto or channel to receive with one system call a datagram");
        }
        return channel(socket, reason);
    }

    private Supplier<DatagramReader> channel(UdpSocket socket, String reason) {
        LOG.infof("Receiving: address=%s, method=channel, reason=%s", socket.address(), reason);
        return () -> new ChannelReader(socket.channel(), batchDatagrams);
    }

    private static OptionalInt descriptor(UdpSocket socket) {
        try {
            return socket.inode().isEmpty()
                    ? OptionalInt.empty()
                    : SocketDescriptors.ofThisProcess()
                            .descriptor(socket.inode().getAsLong());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
