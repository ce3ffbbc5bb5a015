// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Takes datagrams off one socket without ever waiting for one. Used by that socket's thread alone. */
interface DatagramReader extends AutoCloseable {

    /** UDP payload over IPv4 ends at 65,507 bytes, over IPv6 at 65,527 (RFC 768, RFC 8200): none is cut at this size. */
    int MAX_DATAGRAM_BYTES = 65_536;

    /**
     * Takes what is there, up to a batch.
     *
     * @return how many datagrams the sink was given; fewer than {@link #batchDatagrams()} where the socket ran dry
     * @throws IOException where the socket cannot be read any more
     */
    int read(Sink sink) throws IOException;

    /** Most datagrams of one {@link #read}. */
    int batchDatagrams();

    /** Frees the buffers; the socket itself stays open. */
    @Override
    void close();

    /** Where datagrams go. */
    interface Sink {

        /**
         * Takes a datagram.
         *
         * @param datagram from position to limit, valid until the call returns
         */
        void onDatagram(ByteBuffer datagram, InetAddress source);

        /** A datagram was longer than the buffer; the kernel has thrown its end away. */
        void onTruncated();
    }
}
