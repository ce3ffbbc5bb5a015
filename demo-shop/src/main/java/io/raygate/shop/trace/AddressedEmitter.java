// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop.trace;

import com.amazonaws.xray.emitters.Emitter;
import com.amazonaws.xray.entities.Segment;
import com.amazonaws.xray.entities.Subsegment;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Sends datagrams as the SDK's own emitter does, but from a chosen source address, so that the receiver can tell the
 * services of one process apart. Thread-safe. As with the SDK's emitter, a datagram that could not be sent is lost.
 */
public final class AddressedEmitter extends Emitter implements AutoCloseable {

    private final DatagramSocket socket;
    private final InetSocketAddress daemon;

    /**
     * @param source a local address; the port is chosen by the system
     * @throws IOException where the address cannot be bound on this machine
     */
    public AddressedEmitter(InetAddress source, InetSocketAddress daemon) throws IOException {
        this.socket = new DatagramSocket(0, source);
        this.daemon = daemon;
    }

    @Override
    public boolean sendSegment(Segment segment) {
        return send(segment.serialize());
    }

    @Override
    public boolean sendSubsegment(Subsegment subsegment) {
        return send(subsegment.streamSerialize());
    }

    @Override
    public void close() {
        socket.close();
    }

    private boolean send(String document) {
        byte[] datagram = (PROTOCOL_HEADER + PROTOCOL_DELIMITER + document).getBytes(StandardCharsets.UTF_8);
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, daemon));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
