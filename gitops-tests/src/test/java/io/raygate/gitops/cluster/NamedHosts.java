// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Hosts under the names that stand in git, on this machine: a proxy that leads {@code https://NAME} to a port of loopback, and a
 * certificate with the names in it. A name that is not led anywhere is refused, so that nothing leaves the machine.
 */
public final class NamedHosts implements Part {

    private static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";
    private static final String REFUSED = "HTTP/1.1 502 Bad Gateway\r\n\r\n";

    private final ServerSocket proxy;
    private final ServerCertificate certificate;
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private NamedHosts(ServerSocket proxy, ServerCertificate certificate) {
        this.proxy = proxy;
        this.certificate = certificate;
    }

    /**
     * Starts the proxy.
     *
     * @param directory for the certificate
     */
    public static NamedHosts start(Path directory, Collection<String> names) throws IOException, InterruptedException {
        NamedHosts hosts = new NamedHosts(
                new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), ServerCertificate.create(directory, names));
        hosts.threads.execute(hosts::accept);
        return hosts;
    }

    /** Has a name lead to a port of loopback, which speaks TLS with {@link #certificate}. */
    void lead(String name, int port) {
        ports.put(name + ":443", port);
    }

    ServerCertificate certificate() {
        return certificate;
    }

    /** What programs of Go need to come here, and Helm above all. They ask no proxy for loopback. */
    public Map<String, String> environment() {
        return Map.of(
                "HTTPS_PROXY",
                "http://127.0.0.1:" + proxy.getLocalPort(),
                "SSL_CERT_FILE",
                certificate.chain().toString());
    }

    private void accept() {
        while (!proxy.isClosed()) {
            try {
                Socket client = proxy.accept();
                threads.execute(() -> connect(client));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    /** RFC 9110, section 9.3.6. */
    private void connect(Socket client) {
        try (client) {
            String[] request = line(client.getInputStream()).split(" ");
            while (!line(client.getInputStream()).isEmpty()) {
                // headers, of which none matters
            }
            Optional<Integer> port = Optional.of(request)
                    .filter(words -> words.length == 3 && words[0].equals("CONNECT"))
                    .map(words -> ports.get(words[1]));
            if (port.isEmpty()) {
                client.getOutputStream().write(REFUSED.getBytes(StandardCharsets.US_ASCII));
                return;
            }
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port.get())) {
                client.getOutputStream().write(ESTABLISHED.getBytes(StandardCharsets.US_ASCII));
                threads.execute(() -> copy(client, server));
                copy(server, client);
            }
        } catch (IOException _) {
            close(client);
        }
    }

    /** Until one of them ends; the other one ends with it. */
    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            close(from);
            close(to);
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it is of no use any more
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n' && next != -1; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        close(proxy);
        threads.shutdownNow();
    }
}
