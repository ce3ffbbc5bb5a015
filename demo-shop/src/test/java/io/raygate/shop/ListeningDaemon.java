// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop;

import com.amazonaws.xray.config.DaemonConfiguration;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Stands for the daemon: a UDP socket that the SDK is pointed to while this is open. Nothing listens on TCP, so the SDK
 * samples by its local rules.
 */
public final class ListeningDaemon implements AutoCloseable {

    private static final int MAX_DATAGRAM_BYTES = 65_507;

    private final ObjectMapper json = new ObjectMapper();
    private final DatagramSocket socket;

    public ListeningDaemon(Duration patience) throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout((int) patience.toMillis());
        System.setProperty(DaemonConfiguration.DAEMON_ADDRESS_SYSTEM_PROPERTY_KEY, address());
    }

    /** One datagram: its source address, header line, and document. */
    public record Received(InetAddress source, String header, JsonNode document) {}

    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** The next datagram; fails when none comes in time. */
    public Received next() throws IOException {
        var packet = new DatagramPacket(new byte[MAX_DATAGRAM_BYTES], MAX_DATAGRAM_BYTES);
        socket.receive(packet);
        String text = new String(packet.getData(), 0, packet.getLength(), UTF_8);
        int lineEnd = text.indexOf('\n');
        return new Received(
                packet.getAddress(), text.substring(0, lineEnd), json.readTree(text.substring(lineEnd + 1)));
    }

    @Override
    public void close() {
        System.clearProperty(DaemonConfiguration.DAEMON_ADDRESS_SYSTEM_PROPERTY_KEY);
        socket.close();
    }
}
