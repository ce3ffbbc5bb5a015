// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Reads with one system call a datagram, and works wherever Java does. Allocates where the sender changes. */
final class ChannelReader implements DatagramReader {

    private final DatagramChannel channel;
    private final int batchDatagrams;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);

    /** @param channel non-blocking; left open */
    ChannelReader(DatagramChannel channel, int batchDatagrams) {
        this.channel = channel;
        this.batchDatagrams = batchDatagrams;
    }

    @Override
    public int read(Sink sink) throws IOException {
        for (int read = 0; read < batchDatagrams; read++) {
            InetSocketAddress source = (InetSocketAddress) channel.receive(buffer.clear());
            if (source == null) {
                return read;
            }
            sink.onDatagram(buffer.flip(), source.getAddress());
        }
        return batchDatagrams;
    }

    @Override
    public int batchDatagrams() {
        return batchDatagrams;
    }

    @Override
    public void close() {
        // the collector frees the buffer
    }
}
