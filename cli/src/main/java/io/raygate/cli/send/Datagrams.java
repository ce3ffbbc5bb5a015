// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.send;

import io.raygate.cli.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** The sending side of the X-Ray daemon's protocol: a header line, then the document, in one datagram. */
final class Datagrams implements AutoCloseable {

    private static final byte[] HEADER = "{\"format\":\"json\",\"version\":1}\n".getBytes(StandardCharsets.US_ASCII);

    /** What a UDP datagram holds over IPv4 (RFC 768), less the header line. */
    static final int MAX_DOCUMENT_BYTES = 65_507 - HEADER.length;

    private static final int WAIT_FOR_REFUSAL_MILLIS = 200;

    private final DatagramSocket socket;
    private boolean refused;

    private Datagrams(DatagramSocket socket) {
        this.socket = socket;
    }

    /**
     * Opens a socket.
     *
     * @param address host and port with a colon between
     */
    static Datagrams to(String address) throws IOException {
        int colon = address.lastIndexOf(':');
        try {
            String host = address.substring(0, Math.max(0, colon)).replaceAll("[\\[\\]]", "");
            int port = Integer.parseInt(address.substring(colon + 1));
            InetSocketAddress place = new InetSocketAddress(host, port);
            if (place.isUnresolved()) {
                throw Failure.of("the host of --address " + address + " is unknown: check its name");
            }
            DatagramSocket socket = new DatagramSocket();
            socket.connect(place);
            socket.setSoTimeout(WAIT_FOR_REFUSAL_MILLIS);
            return new Datagrams(socket);
        } catch (IllegalArgumentException _) {
            throw Failure.misused("--address must be HOST:PORT, but is '" + address + "'");
        }
    }

    /** Sends one document and gives its length. */
    int send(byte[] document) throws IOException {
        if (document.length > MAX_DOCUMENT_BYTES) {
            throw Failure.of("a document of " + document.length + " bytes does not fit in a datagram, which holds "
                    + MAX_DOCUMENT_BYTES);
        }
        ByteArrayOutputStream datagram = new ByteArrayOutputStream(HEADER.length + document.length);
        datagram.writeBytes(HEADER);
        datagram.writeBytes(document);
        try {
            socket.send(new DatagramPacket(datagram.toByteArray(), datagram.size()));
        } catch (PortUnreachableException _) {
            refused = true;
        }
        return document.length;
    }

    /** False where the host has said that nobody listens there. Waits a moment for that. */
    boolean isHeard() throws IOException {
        try {
            socket.receive(new DatagramPacket(new byte[1], 1));
        } catch (PortUnreachableException _) {
            refused = true;
        } catch (SocketTimeoutException _) {
            return !refused;
        }
        return !refused;
    }

    @Override
    public void close() {
        socket.close();
    }
}
