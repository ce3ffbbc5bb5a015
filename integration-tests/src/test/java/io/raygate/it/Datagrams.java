// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

/** Sends datagrams to a daemon's address, at full speed or at a rate. */
final class Datagrams implements AutoCloseable {

    /** The largest that IPv4 carries: 65,535 less 20 of IP and 8 of UDP (RFC 791, RFC 768). */
    static final int MAX_BYTES = 65_507;

    static final String HEADER = "{\"format\": \"json\", \"version\": 1}\n";

    private final DatagramSocket socket;
    private final InetSocketAddress daemon;

    /** @param daemon on this machine; it is the sender's address as well, so that IPv4 meets IPv4 and IPv6 IPv6 */
    Datagrams(InetSocketAddress daemon) throws IOException {
        this.socket = new DatagramSocket(0, daemon.getAddress());
        this.daemon = daemon;
    }

    private Datagrams(DatagramSocket socket, InetSocketAddress daemon) {
        this.socket = socket;
        this.daemon = daemon;
    }

    /**
     * Sends from another address of this machine, as another pod would. The test is skipped where that cannot be bound.
     *
     * @param source of 127.0.0.0/8
     */
    static Datagrams from(String source, InetSocketAddress daemon) {
        try {
            return new Datagrams(new DatagramSocket(0, InetAddress.ofLiteral(source)), daemon);
        } catch (SocketException e) {
            return abort(source + " cannot be bound here: " + e.getMessage());
        }
    }

    /** Frames a document as the SDKs do. */
    static byte[] framed(String document) {
        return (HEADER + document).getBytes(UTF_8);
    }

    void send(byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, daemon));
    }

    /** Sends documents evenly; returns when the last one is sent. */
    void send(List<TestDocument> documents, int perSecond) throws IOException {
        long begin = System.nanoTime();
        for (int i = 0; i < documents.size(); i++) {
            long due = begin + TimeUnit.SECONDS.toNanos(1) * i / perSecond;
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            send(framed(documents.get(i).body()));
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
