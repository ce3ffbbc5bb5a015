// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP connection to an endpoint which can be cut and mended. Thread-safe. */
public final class Relay implements AutoCloseable {

    private static final int BACKLOG = 64;

    private final InetSocketAddress target;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket server;

    /** A relay to an endpoint, connected. */
    public Relay(URI endpoint) {
        this.target = new InetSocketAddress(endpoint.getHost(), endpoint.getPort());
        this.server = listen(0);
        this.port = server.getLocalPort();
    }

    /** Where it listens. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Breaks all connections and refuses new ones. */
    public synchronized void cut() {
        close(server);
        open.forEach(Relay::close);
        open.clear();
    }

    /** Accepts connections again. */
    public synchronized void mend() {
        server = listen(port);
    }

    @Override
    public synchronized void close() {
        cut();
    }

    private ServerSocket listen(int at) {
        try {
            var listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), BACKLOG);
            Thread.startVirtualThread(() -> accept(listening));
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                join(listening.accept());
            }
        } catch (IOException e) {
            // cut
            close(listening);
        }
    }

    private void join(Socket client) throws IOException {
        var upstream = new Socket();
        open.add(client);
        open.add(upstream);
        upstream.connect(target);
        Thread.startVirtualThread(() -> copy(client, upstream));
        Thread.startVirtualThread(() -> copy(upstream, client));
    }

    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
